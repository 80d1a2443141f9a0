import Marks

/// A text in a style, told apart by its bytes: `String` holds composed and decomposed spellings for equal,
/// fonts may not.
struct TextKey: Hashable {
  let text: String
  let style: TextStyle

  static func == (left: TextKey, right: TextKey) -> Bool {
    left.style == right.style && left.text.utf8.elementsEqual(right.text.utf8)
  }
}
