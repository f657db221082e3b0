using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Schema;

namespace Modelwright.Crds.Experiments;

/// <summary>How the next parameters are chosen: exactly one of these.</summary>
[Union]
public sealed record ExperimentSearch
{
    /// <summary>Every combination of the values once, in order. With more combinations than runs, a sample without repetition.</summary>
    public GridSearch? Grid { get; init; }

    /// <summary>Independent draws.</summary>
    public RandomSearch? Random { get; init; }

    /// <summary>Tree-structured Parzen estimator: draws where good runs were more frequent than bad ones.</summary>
    public TpeSearch? Tpe { get; init; }

    /// <summary>
    /// Asynchronous successive halving: many runs with little of the resource, the best go on with more, without waiting.
    /// </summary>
    public AshaSearch? Asha { get; init; }

    /// <summary>Hyperband: successive halving in brackets that start with more and more of the resource.</summary>
    public HyperbandSearch? Hyperband { get; init; }

    /// <summary>These parameters, in this order.</summary>
    [Length(1, 256)]
    public IReadOnlyList<ListEntry>? List { get; init; }
}
