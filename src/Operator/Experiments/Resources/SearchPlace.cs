using System.Text.Json;
using System.Text.Json.Serialization;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Records;

namespace Modelwright.Operator.Experiments.Resources;

/// <summary>A run's place in a search, as its annotation says it.</summary>
/// <param name="Number">The run's number.</param>
/// <param name="Rung">Place in the ladder of ASHA or Hyperband.</param>
/// <param name="Bracket">Hyperband's bracket.</param>
/// <param name="From">The run whose checkpoints it goes on from.</param>
/// <param name="ResourceName">The resource's parameter.</param>
/// <param name="Resource">How far it trains, counted from the very beginning.</param>
public sealed record SearchPlace(int Number, int? Rung, int? Bracket, int? From, string? ResourceName, long? Resource)
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The place of a record.</summary>
    public static SearchPlace Of(RunRecord record, string? resourceName) => resourceName is null
        ? new(record.Number, null, null, null, null, null)
        : new(record.Number, record.Rung, record.Bracket, record.From, resourceName, record.Resource);

    /// <summary>The annotation of a run; null when it has none, or none that can be read.</summary>
    public static SearchPlace? Read(TrainingRun run)
    {
        if (run.Metadata.Annotations?.TryGetValue(Labels.Search, out var text) != true) return null;
        try
        {
            return JsonSerializer.Deserialize<SearchPlace>(text!, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The annotation.</summary>
    public string Text() => JsonSerializer.Serialize(this, Options);
}
