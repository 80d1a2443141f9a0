extension Campaign {
  /// Eight campaigns, all on Meta.
  static let social: [Campaign] = [
    Campaign(
      name: "Retargeting – Site visitors", channel: .social, platform: .meta, spend: 6_000,
      roas: 8.3, costPerClick: 0.95, clickThrough: 0.021, leadRate: 0.140, orderValue: 150,
      adGroups: ["Visitors 7 days", "Visitors 30 days", "Basket left"], keywords: [],
      spellings: ["Retargeting - Site visitors", "Retargeting – Site vistors"]),
    Campaign(
      name: "Alumni referral", channel: .social, platform: .meta, spend: 2_000,
      roas: 16, costPerClick: 0.72, clickThrough: 0.026, leadRate: 0.200, orderValue: 155,
      adGroups: ["Alumni", "Friends of alumni", "Graduates 2023"], keywords: [], spellings: []),
    Campaign(
      name: "Student stories", channel: .social, platform: .meta, spend: 6_100,
      roas: 3.7, costPerClick: 0.86, clickThrough: 0.017, leadRate: 0.100, orderValue: 150,
      adGroups: ["Video 30 s", "Carousel", "Testimonials"], keywords: [],
      spellings: ["Student Stories"]),
    Campaign(
      name: "Lookalike – Enrolled learners", channel: .social, platform: .meta, spend: 7_100,
      roas: 3.8, costPerClick: 0.92, clickThrough: 0.016, leadRate: 0.098, orderValue: 155,
      adGroups: ["Lookalike 1%", "Lookalike 3%", "Lookalike 5%"], keywords: [], spellings: []),
    Campaign(
      name: "Webinar sign-ups", channel: .social, platform: .meta, spend: 4_000,
      roas: 3.1, costPerClick: 0.78, clickThrough: 0.018, leadRate: 0.125, orderValue: 140,
      adGroups: ["Data careers", "Portfolio clinic", "Ask a mentor"], keywords: [],
      spellings: []),
    Campaign(
      name: "Carousel – Course catalogue", channel: .social, platform: .meta, spend: 5_300,
      roas: 3.5, costPerClick: 0.84, clickThrough: 0.0155, leadRate: 0.095, orderValue: 152,
      adGroups: ["Interests – data", "Interests – careers", "Broad"], keywords: [],
      spellings: []),
    Campaign(
      name: "Reels – Learn in a minute", channel: .social, platform: .meta, spend: 6_000,
      roas: 3.2, costPerClick: 0.80, clickThrough: 0.0165, leadRate: 0.085, orderValue: 148,
      adGroups: ["Reels – SQL", "Reels – Python", "Reels – Excel"], keywords: [],
      spellings: []),
    Campaign(
      name: "Working professionals", channel: .social, platform: .meta, spend: 3_800,
      roas: 1.9, costPerClick: 1.05, clickThrough: 0.0145, leadRate: 0.085, orderValue: 160,
      adGroups: ["Finance", "Operations", "Marketing"], keywords: [], spellings: []),
  ]
}
