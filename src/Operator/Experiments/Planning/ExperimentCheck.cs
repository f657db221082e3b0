using Modelwright.Crds.Experiments;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Experiments.Resources;
using Modelwright.Operator.Experiments.Searching;
using Modelwright.Operator.Specs;
using Modelwright.Operator.TrainingRuns.Planning;
using Modelwright.Operator.TrainingRuns.Resources;

namespace Modelwright.Operator.Experiments.Planning;

/// <summary>What the API server's rules cannot see, and for servers that evaluate less, what they can.</summary>
internal static class ExperimentCheck
{
    private const int MostRequired = 32;
    private const int MostParameters = 64;

    /// <summary>Why the Experiment cannot be carried out as written; null when it can.</summary>
    public static string? Problem(ExperimentObserved observed, int seed)
    {
        var spec = observed.Experiment.Spec;
        if (FieldRules.Name(observed.Experiment.Metadata.Name, 46, "its runs are named after it") is { } name) return name;
        if (SpecValidator.Check(spec, "spec").FirstOrDefault() is { } broken) return broken;
        if (spec.Search.List is null == (spec.Parameters is null))
            return "spec.parameters: set it, unless spec.search.list names every run's parameters itself";
        if ((spec.Search.Asha ?? (object?)spec.Search.Hyperband) is null != (spec.Resource is null))
            return "spec.resource: it belongs to spec.search.asha and spec.search.hyperband, and these need it";
        if (spec.Resource is not null && spec.Run.Checkpoints is null)
            return "spec.run.checkpoints: with asha and hyperband, runs go on from each other's checkpoints; set it";
        if (RunCheck.Template(spec.Run, "spec.run") is { } inRun) return inRun;
        if (spec.EarlyStopping is not null && spec.Run.Agent == AgentMode.None)
            return "spec.earlyStopping: it needs the values by step that the agent reads; remove it, or let the agent run";
        if (spec.EarlyStopping is not null && spec.Resource is not null)
            return "spec.earlyStopping: asha and hyperband stop runs themselves; remove it";
        if (ExperimentSearcher.Of(spec, seed).Wrong is { } wrong) return $"spec: {wrong}";
        return Names(spec) ?? Budget(spec) ?? Registration(observed);
    }

    /// <summary>What is registered.</summary>
    public static ExperimentRegistration Registers(ExperimentSpec spec) =>
        spec.Register ?? (spec.Model is null ? ExperimentRegistration.None : ExperimentRegistration.BestOnly);

    private static string? Names(ExperimentSpec spec)
    {
        foreach (var parameter in spec.Parameters ?? [])
            if (new object?[] { parameter.Double, parameter.Int, parameter.Categorical }.Count(kind => kind is not null) != 1)
                return $"spec.parameters: '{parameter.Name}' must have exactly one of double, int and categorical";
        if (FieldRules.Names(spec.FixedParameters, TrainingLimits.ParameterPattern, "spec.fixedParameters") is { } fixedName)
            return fixedName;
        foreach (var entry in spec.Search.List ?? [])
            if (FieldRules.Names(entry.Parameters, TrainingLimits.ParameterPattern, "spec.search.list") is { } listed) return listed;
        List<string> given = [.. spec.FixedParameters?.Keys ?? []];
        if (spec.Resource is { } resource) given.Add(resource.Parameter);
        foreach (var searched in Searched(spec))
        {
            List<string> names = [.. given, .. searched];
            if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
                return $"spec: parameter '{twice.Key}' is given twice, by the search and by fixedParameters or resource; remove one";
            if (names.Count > MostParameters)
                return $"spec: a run would get {names.Count} parameters; at most {MostParameters} are allowed";
            if (TrainingEnvironment.Collision(names) is { } collision)
                return $"spec: parameters {collision} become the same variable; rename one of them";
        }

        return RunBody.Required(spec) is { Count: > MostRequired } required
            ? $"spec: run.requiredMetrics and objective.constraints name {required.Count} metrics; at most {MostRequired} are allowed"
            : null;
    }

    private static IEnumerable<IEnumerable<string>> Searched(ExperimentSpec spec) =>
        spec.Search.List is { } list
            ? list.Select(entry => entry.Parameters.Keys)
            : [(spec.Parameters ?? []).Select(parameter => parameter.Name)];

    private static string? Budget(ExperimentSpec spec)
    {
        var requests = SearchState.Requests(spec);
        foreach (var name in spec.Budget.MaxResourceHours?.Keys ?? [])
            if (requests.GetValueOrDefault(name) <= 0)
                return $"spec.budget.maxResourceHours: runs request no {name}; set spec.run.container.resources.requests, or remove it";
        return null;
    }

    private static string? Registration(ExperimentObserved observed)
    {
        var spec = observed.Experiment.Spec;
        if (Registers(spec) == ExperimentRegistration.None) return null;
        if (spec.Model is null) return "spec.model: set it, under whose name versions are registered, or set spec.register to None";
        return spec.Run.Agent == AgentMode.None || spec.Run.Output is not null || observed.Training.ArtifactStore is not null
            ? null
            : "spec.run.output: a model that is registered needs a place; set spec.run.output.uri, or the operator's --artifact-store";
    }
}
