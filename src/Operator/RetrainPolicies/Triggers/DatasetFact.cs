namespace Modelwright.Operator.RetrainPolicies.Triggers;

/// <summary>How a Dataset stands.</summary>
/// <param name="Latest">The digest of its newest version that passed its checks; null while there is none.</param>
/// <param name="Rows">The rows of that version, if known.</param>
/// <param name="Rejected">Why its newest version did not pass, in words; null where it did.</param>
public sealed record DatasetFact(string? Latest, long? Rows = null, string? Rejected = null);
