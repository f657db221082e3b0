namespace Modelwright.Statistics.Profiles;

/// <summary>A category and its rows.</summary>
/// <param name="Value">As <see cref="CategoryText.Of(string)"/> gives it.</param>
/// <param name="Count">Rows with it.</param>
public sealed record CategoryCount(string Value, long Count);
