// swift-tools-version: 6.2
import PackageDescription

/// Every room compiles in Swift 6 mode with warnings as errors; docs/ARCHITECTURE.md holds the same
/// table of who may see whom, and `make lint` holds the imports against it.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

func room(
  _ name: String, sees: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
  .target(name: name, dependencies: sees, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, sees: [Target.Dependency], besides: [String] = []) -> Target {
  .testTarget(name: name, dependencies: sees, exclude: besides, swiftSettings: strict)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let fox: Target.Dependency = .product(name: "FlyingFox", package: "FlyingFox")
let socks: Target.Dependency = .product(name: "FlyingSocks", package: "FlyingFox")
let package = Package(
  name: "Broadsheet",
  products: [.executable(name: "broadsheet", targets: ["broadsheet"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    // System libraries
    .systemLibrary(
      name: "CPangoCairo", pkgConfig: "pangocairo",
      providers: [.apt(["libpango1.0-dev", "libcairo2-dev"])]),
    .systemLibrary(
      name: "CHarfBuzz", pkgConfig: "harfbuzz-subset", providers: [.apt(["libharfbuzz-dev"])]),
    .systemLibrary(
      name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    // Without pkg-config: its -pthread is a flag that SwiftPM warns of at every build.
    .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),

    .systemLibrary(name: "CRename"),
    .systemLibrary(name: "CScan"),

    // Floor 0
    room("Diagnostics"),
    room("Marks"),
    room("Fingerprints", sees: ["COpenSSL"]),
    // Floor 1
    room("Metrics", sees: ["Diagnostics"]),
    // Floor 2
    room(
      "Ingest",
      sees: ["Diagnostics", "Metrics", "Fingerprints", "CExpat", "CScan", "CZip", "CZlib", yams],
      resources: [.embedInCode("Platforms")]),
    room(
      "Warehouse", sees: ["Diagnostics", "Metrics", "Fingerprints", "CSQLite", grdb, yams],
      resources: [.embedInCode("Project")]),
    room("Charts", sees: ["Diagnostics", "Metrics", "Marks"]),
    room("Sample", sees: ["Diagnostics", "Metrics"]),
    room("Sheets", sees: ["Diagnostics", "Metrics", "CXLSXWriter"]),
    room("Delivery", sees: ["Diagnostics", "CCurl"]),
    room("Preview", sees: ["Diagnostics", fox, socks]),
    // Floor 3
    room("Analysis", sees: ["Diagnostics", "Metrics", "Warehouse"]),
    // Floor 4
    room("Pack", sees: ["Diagnostics", "Metrics", "Warehouse", "Analysis", "Charts", "Marks"]),
    // Floor 5
    room(
      "Site",
      sees: ["Diagnostics", "Metrics", "Fingerprints", "Pack", "Charts", "Marks", mustache],
      resources: [.embedInCode("Templates")]),
    room(
      "Print",
      sees: [
        "Diagnostics", "Metrics", "Pack", "Charts", "Marks", "CHarfBuzz", "CPangoCairo", "CQPDF",
        "CZlib",
      ]),
    // Floor 6
    room(
      "Pipeline",
      sees: [
        "Diagnostics", "Metrics", "Fingerprints", "Ingest", "Warehouse", "Analysis", "Charts",
        "Marks", "Pack",
        "Site", "Print", "Sample", "Sheets", "Delivery", "CRename", "CSQLite", yams, grdb,
      ]),
    // Floor 7
    .executableTarget(
      name: "broadsheet",
      dependencies: ["Diagnostics", "Metrics", "Pipeline", "Preview", arguments],
      swiftSettings: strict),

    // Tests
    tests("MetricsTests", sees: ["Metrics"]),
    tests("IngestTests", sees: ["Diagnostics", "Metrics", "Ingest", "CZip", "CZlib"]),
    tests("WarehouseTests", sees: ["Diagnostics", "Metrics", "Warehouse", grdb]),
    tests(
      "PipelineTests",
      sees: [
        "Diagnostics", "Charts", "Marks", "Metrics", "Warehouse", "Analysis", "Pack", "Sample",
        "Pipeline", "Ingest", "Site", "CZip",
        grdb,
      ]),
    tests(
      "PrintTests",
      sees: ["Print", "Pack", "Charts", "Metrics", "Marks", "Diagnostics", "CPangoCairo"]),
    tests(
      "SiteTests",
      sees: ["Site", "Pack", "Charts", "Marks", "Metrics", "Diagnostics", "Fingerprints"]),
    tests("DeliveryTests", sees: ["Delivery"]),
    tests("PreviewTests", sees: ["Preview", fox]),
    tests("SheetsTests", sees: ["Sheets", "Ingest", "Metrics", "Diagnostics"]),
    tests("SampleTests", sees: ["Diagnostics", "Metrics", "Sample"]),
    tests(
      "ChartsTests", sees: ["Charts", "Marks", "Metrics", "Fingerprints", "Print", "Site"],
      besides: ["Goldens"]),
    tests("AnalysisTests", sees: ["Analysis", "Metrics"]),
  ]
)
