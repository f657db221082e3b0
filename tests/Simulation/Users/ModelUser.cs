using System.Text.Json.Nodes;
using Modelwright.Crds;
using Modelwright.Crds.Experiments;
using Modelwright.Crds.Models;
using Modelwright.Crds.ModelVersions;
using Modelwright.Crds.Promotions;
using Modelwright.Crds.RetrainPolicies;
using Modelwright.Crds.TrainingRuns;
using Modelwright.LocalCluster.Json;
using Modelwright.Simulation.Clusters;
using Modelwright.Simulation.Worlds;

namespace Modelwright.Simulation.Users;

/// <summary>A person who applies Models, and looks at what becomes of them.</summary>
public sealed class ModelUser(SimWorld world, string @namespace = "ml")
{
    /// <summary>Stands before the name of a TrainingRun where a Model's name could stand, too.</summary>
    public const string RunPrefix = "run/";

    /// <summary>Stands before the name of an Experiment.</summary>
    public const string ExperimentPrefix = "experiment/";

    /// <summary>Stands before the name of a RetrainPolicy.</summary>
    public const string PolicyPrefix = "policy/";

    /// <summary>Stands before the name of a Promotion.</summary>
    public const string PromotionPrefix = "promotion/";

    /// <summary>Stands before the name of a Dataset.</summary>
    public const string DatasetPrefix = "dataset/";

    /// <summary>The namespace that this person works in.</summary>
    public string Namespace => @namespace;

    /// <summary>What this person does with data.</summary>
    public DataUser Data { get; } = new(world, @namespace);

    /// <summary>Creates a Model that serves an artifact.</summary>
    public void Create(string name, string uri, string? digest = null, int? replicas = null) =>
        Create(name, Artifact(uri, digest), replicas);

    /// <summary>Creates a Model that serves a ModelVersion.</summary>
    public void CreateFromVersion(string name, string version, int? replicas = null) =>
        Create(name, new JsonObject { ["version"] = version }, replicas);

    /// <summary>Creates a Model that follows the channel champion.</summary>
    public void CreateFromChannel(string name, int? replicas = null) =>
        Create(name, new JsonObject { ["channel"] = PromotionDefaults.Channel }, replicas);

    /// <summary>Creates a Promotion.</summary>
    public void Promote(string name, string model, string version, int approvals = 0)
    {
        world.Trace.Add("user", $"creates promotion {name}");
        world.Admin.Create(KnownResources.Promotions, new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = Promotion.KindName,
            ["metadata"] = new JsonObject { ["namespace"] = @namespace, ["name"] = name },
            ["spec"] = new JsonObject
            {
                ["model"] = model,
                ["version"] = version,
                ["requester"] = new JsonObject { ["kind"] = "Person", ["name"] = "ada" },
                ["requiredApprovals"] = approvals,
            },
        });
    }

    /// <summary>Approves a Promotion.</summary>
    public void Approve(string name)
    {
        world.Trace.Add("user", $"approves promotion {name}");
        world.Admin.Mutate(KnownResources.Promotions, @namespace, name, copy =>
        {
            copy["spec"]!["approvals"] = new JsonArray(new JsonObject { ["user"] = "bob" });
            return true;
        });
    }

    /// <summary>Creates a RetrainPolicy that promotes by itself; the tag of its image says what becomes of its runs.</summary>
    public void KeepUp(string name, string model, string tag)
    {
        world.Trace.Add("user", $"creates policy {name}");
        world.Admin.Create(KnownResources.RetrainPolicies, new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = RetrainPolicy.KindName,
            ["metadata"] = new JsonObject { ["namespace"] = @namespace, ["name"] = name },
            ["spec"] = new JsonObject
            {
                ["model"] = model,
                ["template"] = new JsonObject
                {
                    ["agent"] = "None",
                    ["container"] = new JsonObject { ["image"] = PodPrograms.TrainImage + tag },
                    ["retries"] = 0,
                    ["seed"] = 1,
                },
                ["guards"] = new JsonObject { ["cooldown"] = "0s" },
                ["promotion"] = new JsonObject { ["mode"] = "Automatic" },
            },
        });
    }

    /// <summary>Asks for a run of a policy, whose image may be another one from now on.</summary>
    public void Retrain(string name, string token, string? tag = null)
    {
        world.Trace.Add("user", $"asks policy {name} for a run: {token}");
        world.Admin.Mutate(KnownResources.RetrainPolicies, @namespace, name, copy =>
        {
            copy["metadata"]!.AsObject().Make("annotations")[$"{ApiGroup.Name}/retrain"] = token;
            if (tag is not null) copy["spec"]!["template"]!["container"]!["image"] = PodPrograms.TrainImage + tag;
            return true;
        });
    }

    /// <summary>Deletes a Promotion.</summary>
    public void DeletePromotion(string name)
    {
        world.Trace.Add("user", $"deletes promotion {name}");
        world.Admin.Delete(KnownResources.Promotions, @namespace, name);
    }

    /// <summary>Creates a ModelVersion.</summary>
    public void CreateVersion(string name, string uri, string digest)
    {
        world.Trace.Add("user", $"creates version {name}");
        world.Admin.Create(KnownResources.ModelVersions, new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = ModelVersion.KindName,
            ["metadata"] = new JsonObject { ["namespace"] = @namespace, ["name"] = name },
            ["spec"] = new JsonObject { ["artifact"] = new JsonObject { ["uri"] = uri, ["digest"] = digest } },
        });
    }

    /// <summary>Makes a Model serve another artifact.</summary>
    public void Serve(string name, string uri, string? digest = null) =>
        Change(name, $"serves {uri}", model => model["spec"]!["source"] = Artifact(uri, digest));

    /// <summary>Makes a Model serve a ModelVersion.</summary>
    public void ServeVersion(string name, string version) =>
        Change(name, $"serves version {version}", model => model["spec"]!["source"] = new JsonObject { ["version"] = version });

    /// <summary>Changes how many replicas there are.</summary>
    public void Scale(string name, int replicas) =>
        Change(name, $"scales to {replicas}", model => model["spec"]!.AsObject().Make("serving")["replicas"] = replicas);

    /// <summary>Changes anything else.</summary>
    public void Change(string name, string what, Action<JsonObject> change)
    {
        world.Trace.Add("user", $"{name} {what}");
        world.Admin.Mutate(KnownResources.Models, @namespace, name, copy =>
        {
            change(copy);
            return true;
        });
    }

    /// <summary>Changes how a new revision takes over.</summary>
    public void Roll(string name, JsonObject rollout) =>
        Change(name, $"rolls out by {rollout.ToJsonString()}", model => model["spec"]!["rollout"] = rollout);

    /// <summary>Asks for something by an annotation, as <c>modelwright rollout</c> does.</summary>
    public void Say(string name, string action, string value) => Change(name, $"says {action} {value}",
        model => model["metadata"]!.AsObject().Make("annotations")[$"{ApiGroup.Name}/{action}"] = value);

    /// <summary>An action that was asked for was not acted on yet.</summary>
    public bool HasNewActions(string name) => Get(name) is { } model
        && (model.Child("metadata", "annotations") ?? []).Any(pair => IsAction(pair.Key)
            && !model.Objects("status", "actions").Any(record =>
                $"{ApiGroup.Name}/{record.Text("name")}" == pair.Key && record.Text("value") == pair.Value?.GetValue<string>()));

    /// <summary>Deletes a Model.</summary>
    public void Delete(string name)
    {
        world.Trace.Add("user", $"deletes {name}");
        world.Admin.Delete(KnownResources.Models, @namespace, name);
    }

    /// <summary>Creates a TrainingRun; the tag of its image says what becomes of it.</summary>
    public void Train(string name, string tag, string? model = null, int retries = 0, bool attended = false)
    {
        world.Trace.Add("user", $"creates run {name}");
        var spec = new JsonObject
        {
            ["agent"] = attended ? "Sidecar" : "None",
            ["container"] = new JsonObject { ["image"] = PodPrograms.TrainImage + tag },
            ["retries"] = retries,
            ["seed"] = 1,
        };
        if (model is not null) spec["model"] = model;
        if (attended)
        {
            spec["inputs"] = new JsonArray(new JsonObject
            {
                ["name"] = "train",
                ["artifact"] = new JsonObject { ["uri"] = DataUser.UriOf("rows") },
            });
            spec["output"] = new JsonObject { ["uri"] = "s3://models/runs" };
        }

        world.Admin.Create(KnownResources.TrainingRuns, new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = TrainingRun.KindName,
            ["metadata"] = new JsonObject { ["namespace"] = @namespace, ["name"] = name },
            ["spec"] = spec,
        });
    }

    /// <summary>Stops a TrainingRun early.</summary>
    public void StopRun(string name, string reason) => ChangeRun(name, "stop", reason);

    /// <summary>Suspends, resumes or cancels a TrainingRun.</summary>
    public void ChangeRun(string name, string field, JsonNode value)
    {
        world.Trace.Add("user", $"{name}: {field} is {value}");
        world.Admin.Mutate(KnownResources.TrainingRuns, @namespace, name, copy =>
        {
            copy["spec"]![field] = value;
            return true;
        });
    }

    /// <summary>Deletes a TrainingRun.</summary>
    public void DeleteRun(string name)
    {
        world.Trace.Add("user", $"deletes run {name}");
        world.Admin.Delete(KnownResources.TrainingRuns, @namespace, name);
    }

    /// <summary>Creates an Experiment that maximizes auc over x; the trainer's metric is a function of it.</summary>
    public void Search(string name, JsonObject search, int runs, int parallelism, string? model = null)
    {
        world.Trace.Add("user", $"creates experiment {name}");
        var run = new JsonObject
        {
            ["agent"] = "None",
            ["container"] = new JsonObject { ["image"] = PodPrograms.TrainImage + PodPrograms.Function },
        };
        var spec = new JsonObject
        {
            ["objective"] = new JsonObject { ["metric"] = "auc", ["direction"] = "Maximize" },
            ["search"] = search,
            ["parameters"] = new JsonArray(new JsonObject
            {
                ["name"] = "x",
                ["double"] = new JsonObject { ["min"] = "0", ["max"] = "1" },
            }),
            ["seed"] = 3,
            ["budget"] = new JsonObject { ["maxRuns"] = runs, ["parallelism"] = parallelism },
            ["run"] = run,
        };
        if (model is not null) spec["model"] = model;
        if (search.ContainsKey("asha"))
        {
            spec["resource"] = new JsonObject { ["parameter"] = "epochs", ["min"] = 1, ["max"] = 3 };
            run["checkpoints"] = new JsonObject { ["size"] = "1Gi" };
        }

        world.Admin.Create(KnownResources.Experiments, new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = Experiment.KindName,
            ["metadata"] = new JsonObject { ["namespace"] = @namespace, ["name"] = name },
            ["spec"] = spec,
        });
    }

    /// <summary>Changes the spec of an Experiment.</summary>
    public void ChangeExperiment(string name, Action<JsonObject> change)
    {
        world.Trace.Add("user", $"changes experiment {name}");
        world.Admin.Mutate(KnownResources.Experiments, @namespace, name, copy =>
        {
            change(copy["spec"]!.AsObject());
            return true;
        });
    }

    /// <summary>Deletes an Experiment.</summary>
    public void DeleteExperiment(string name)
    {
        world.Trace.Add("user", $"deletes experiment {name}");
        world.Admin.Delete(KnownResources.Experiments, @namespace, name);
    }

    /// <summary>
    /// Deletes the Deployment of a revision, as <c>kubectl delete deployment</c> does. Until the operator has seen that, requests to it
    /// have nobody; one that starts in between tells routers the route that they have before it decides on another.
    /// </summary>
    public void Lose(string revision)
    {
        world.Trace.Add("user", $"deletes deployment {revision}");
        world.Invariants.Traffic.Enabled = false;
        world.Invariants.Routes.Staleness = TimeSpan.FromSeconds(10);
        world.Invariants.Excuse(() => world.Admin.Delete(KnownResources.Deployments, @namespace, revision));
    }

    /// <summary>The Model as it is now, or null; with a prefix the TrainingRun or Experiment of that name.</summary>
    public JsonObject? Get(string name) => name.StartsWith(RunPrefix, StringComparison.Ordinal)
        ? world.Admin.Get(KnownResources.TrainingRuns, @namespace, name[RunPrefix.Length..])
        : name.StartsWith(ExperimentPrefix, StringComparison.Ordinal)
        ? world.Admin.Get(KnownResources.Experiments, @namespace, name[ExperimentPrefix.Length..])
        : name.StartsWith(PolicyPrefix, StringComparison.Ordinal)
        ? world.Admin.Get(KnownResources.RetrainPolicies, @namespace, name[PolicyPrefix.Length..])
        : name.StartsWith(PromotionPrefix, StringComparison.Ordinal)
        ? world.Admin.Get(KnownResources.Promotions, @namespace, name[PromotionPrefix.Length..])
        : name.StartsWith(DatasetPrefix, StringComparison.Ordinal)
        ? world.Admin.Get(KnownResources.Datasets, @namespace, name[DatasetPrefix.Length..])
        : world.Admin.Get(KnownResources.Models, @namespace, name);

    /// <summary>The names of all Models.</summary>
    public IReadOnlyList<string> Names() => [.. world.Admin.List(KnownResources.Models, @namespace).Select(model => model.Name())];

    /// <summary>Why the Model is ready or not, once its status is about the newest spec.</summary>
    public string? Reason(string name) =>
        Get(name) is { } item && IsCurrent(item) ? Condition(item)?.Text("reason") : null;

    /// <summary>What the Model says about a condition, in words.</summary>
    public string Message(string name, string? condition = null) =>
        (Get(name) is not { } item ? null : condition is null ? Condition(item) : item.Condition(condition))?.Text("message") ?? "";

    /// <summary>Lets the world run until the Model is ready for this reason.</summary>
    public void Await(string name, string reason, TimeSpan? atMost = null) =>
        world.RunUntil(() => Reason(name) == reason, atMost ?? TimeSpan.FromMinutes(5),
        $"Model {name} is {reason}; it is {Reason(name)}: {Message(name)}");

    /// <summary>Lets the world run until the Model serves the artifact or version that its spec names.</summary>
    public void AwaitServing(string name, TimeSpan? atMost = null) => Await(name, ModelReasons.Serving, atMost);

    /// <summary>The name of the revision that has all traffic.</summary>
    public string? Serving(string name) => Get(name).Text("status", "stableRevision");

    /// <summary>The name of the youngest revision that does not serve.</summary>
    public string Replaced(string name) => Get(name).Objects("status", "revisions")
        .Select(revision => revision.Text("name")!).First(revision => revision != Serving(name));

    private static bool IsAction(string annotation) =>
        RolloutSpecs.Actions.Any(action => annotation == $"{ApiGroup.Name}/{action}");

    private static JsonObject? Condition(JsonObject item) =>
        item.Condition(item.Text("kind") is TrainingRun.KindName or Experiment.KindName or Promotion.KindName
            ? TrainingRunConditions.Succeeded : ModelConditions.Ready);

    private static bool IsCurrent(JsonObject model) =>
        model.Integer("status", "observedGeneration") == model.Integer("metadata", "generation");

    private static JsonObject Artifact(string uri, string? digest)
    {
        var artifact = new JsonObject { ["uri"] = uri };
        if (digest is not null) artifact["digest"] = digest;
        return new JsonObject { ["artifact"] = artifact };
    }

    private void Create(string name, JsonObject source, int? replicas)
    {
        world.Trace.Add("user", $"creates {name}");
        var model = new JsonObject
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = Model.KindName,
            ["metadata"] = new JsonObject { ["namespace"] = @namespace, ["name"] = name },
            ["spec"] = new JsonObject { ["source"] = source },
        };
        if (replicas is { } count) model["spec"]!["serving"] = new JsonObject { ["replicas"] = count };
        world.Admin.Create(KnownResources.Models, model);
    }
}
