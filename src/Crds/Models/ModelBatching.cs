using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Models;

/// <summary>How requests that wait at the same time are joined.</summary>
public sealed record ModelBatching
{
    /// <summary>The most rows joined into one run of the model; 1 turns joining off. A request never waits for others to arrive.</summary>
    [Range(1, 1024)]
    [WhenUnset(ModelDefaults.MaxBatchSize)]
    public int? MaxBatchSize { get; init; }
}
