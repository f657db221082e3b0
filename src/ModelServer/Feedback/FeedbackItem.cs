namespace Modelwright.ModelServer.Feedback;

/// <summary>The labels that somebody sent for one prediction.</summary>
/// <param name="Token">The token that the prediction came with, as sent.</param>
/// <param name="Labels">One per row of its request; null: not known yet.</param>
internal sealed record FeedbackItem(string Token, IReadOnlyList<Label?> Labels);
