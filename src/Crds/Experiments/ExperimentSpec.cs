using System.ComponentModel.DataAnnotations;
using Modelwright.Crds.Ownership;
using Modelwright.Crds.Schema;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Crds.Values;

namespace Modelwright.Crds.Experiments;

/// <summary>What to search for, where, and for how long.</summary>
[Cel("self.objective == oldSelf.objective && self.search == oldSelf.search && self.run == oldSelf.run"
    + " && (has(self.parameters) ? has(oldSelf.parameters) && self.parameters == oldSelf.parameters : !has(oldSelf.parameters))"
    + " && (has(self.resource) ? has(oldSelf.resource) && self.resource == oldSelf.resource : !has(oldSelf.resource))"
    + " && (has(self.earlyStopping)"
    + " ? has(oldSelf.earlyStopping) && self.earlyStopping == oldSelf.earlyStopping : !has(oldSelf.earlyStopping))"
    + " && (has(self.fixedParameters)"
    + " ? has(oldSelf.fixedParameters) && self.fixedParameters == oldSelf.fixedParameters : !has(oldSelf.fixedParameters))"
    + " && (has(self.seed) ? has(oldSelf.seed) && self.seed == oldSelf.seed : !has(oldSelf.seed))"
    + " && (has(self.model) ? has(oldSelf.model) && self.model == oldSelf.model : !has(oldSelf.model))",
    Message = "an Experiment's objective, search, parameters, fixed parameters, resource, early stopping, seed, model and run do not"
        + " change; only budget, register, history, suspend, owner and ttlAfterFinished can. Create a new Experiment instead")]
[Cel("has(self.search.list) == !has(self.parameters)",
    Message = "parameters says what is searched; leave it out with search.list only, which names every run's parameters itself")]
[Cel("(has(self.search.asha) || has(self.search.hyperband)) == has(self.resource)",
    Message = "search.asha and search.hyperband need resource, the parameter that runs get little of at first;"
        + " other searches must not have it")]
[Cel("!has(self.register) || self.register == 'None' || has(self.model)",
    Message = "register needs model, under whose name versions are registered")]
[Cel("!has(self.resource) || !has(self.parameters) || !self.parameters.exists(p, p.name == self.resource.parameter)",
    Message = "resource.parameter is set by the search; remove it from parameters")]
[Cel("!has(self.resource) || has(self.run.checkpoints)",
    Message = "search.asha and search.hyperband let runs go on from each other's checkpoints; set run.checkpoints")]
[Cel("!has(self.earlyStopping) || !has(self.run.agent) || self.run.agent != 'None'",
    Message = "earlyStopping needs the values by step that the agent reads; remove run.agent: None")]
[Cel("!has(self.earlyStopping) || !has(self.resource)",
    Message = "asha and hyperband stop runs themselves; remove earlyStopping")]
public sealed record ExperimentSpec
{
    /// <summary>The Model under whose name versions are registered. It need not exist yet.</summary>
    [Length(1, 40)]
    [RegularExpression(Patterns.DnsLabel)]
    public string? Model { get; init; }

    /// <summary>Who answers for it.</summary>
    public Owner? Owner { get; init; }

    /// <summary>The metric to make as large or as small as possible.</summary>
    public ExperimentObjective Objective { get; init; } = new();

    /// <summary>How the next parameters are chosen: exactly one algorithm.</summary>
    public ExperimentSearch Search { get; init; } = new();

    /// <summary>What is searched over.</summary>
    [Length(1, ExperimentLimits.MaxParameters)]
    [ListMap("name")]
    public IReadOnlyList<SearchParameter>? Parameters { get; init; }

    /// <summary>The parameter that says how long a run trains, such as <c>epochs</c>; for <c>asha</c> and <c>hyperband</c>.</summary>
    public ExperimentResource? Resource { get; init; }

    /// <summary>The seed of every draw. Run N's own seed is this seed plus N.</summary>
    [WhenUnset("made from the Experiment's UID and recorded in status.seed")]
    [Range(0, int.MaxValue)]
    public int? Seed { get; init; }

    /// <summary>How much may be tried. Can be raised at any time, also after the end: the search then goes on.</summary>
    public ExperimentBudget Budget { get; init; } = new();

    /// <summary>
    /// Stops runs that do worse than others did at the same step. The container must report the objective's metric by step.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>What all runs have in common. A run's <c>parameters</c>, <c>seed</c> and <c>objective</c> are the search's.</summary>
    public TrainingTemplate Run { get; init; } = new();

    /// <summary>Parameters that every run gets beside those that are searched.</summary>
    [Length(0, 32)]
    [ItemLength(0, 512)]
    [Cel("self.all(name, name.matches('" + TrainingLimits.ParameterPattern + "'))",
        Message = "a parameter's name has at most 63 letters, digits, '_', '-' and '.', and starts with a letter or '_'")]
    public IReadOnlyDictionary<string, string>? FixedParameters { get; init; }

    /// <summary>Which runs end in a ModelVersion.</summary>
    [WhenUnset("BestOnly with a model, else None")]
    public ExperimentRegistration? Register { get; init; }

    /// <summary>Which finished runs are kept as objects. Their results stay in any case.</summary>
    public ExperimentHistory? History { get; init; }

    /// <summary>Starts no more runs and suspends those that run, until it is taken back.</summary>
    [WhenUnset(false)]
    public bool? Suspend { get; init; }

    /// <summary>How long the Experiment and its runs are kept after its end. ModelVersions stay.</summary>
    [DurationRange("0s", "87600h")]
    [WhenUnset("for ever")]
    public Duration? TtlAfterFinished { get; init; }
}
