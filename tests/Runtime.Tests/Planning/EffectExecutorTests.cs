using System.Text.Json.Nodes;
using CsCheck;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Modelwright.LocalCluster.Api;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Events;
using Modelwright.Runtime.Leading;
using Modelwright.Runtime.Planning;
using Modelwright.Runtime.Tests.Samples;
using Modelwright.Runtime.Tests.Servers;

namespace Modelwright.Runtime.Tests.Planning;

public sealed class EffectExecutorTests : IDisposable
{
    private static readonly ResourceType Blobs = ResourceType.Of<Blob>();
    private static readonly ResourceId BlobId = new("sample.io", "v1", "blobs");
    private static readonly ObjectKey Key = new("default", "a");

    private readonly TestCluster cluster = new();
    private readonly TestOperator instance;

    public EffectExecutorTests()
    {
        cluster.Admin.Create(new ResourceId("apiextensions.k8s.io", "v1", "customresourcedefinitions"), Blob.Definition());
        instance = cluster.Start(builder => builder.Cache<Blob>().Cache<V1ConfigMap>());
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
    }

    public void Dispose() => cluster.Dispose();

    [Fact]
    public void Any_object_applied_twice_costs_one_request_and_no_second_event() => JsonGen.Object.Sample(spec =>
    {
        var name = $"blob-{instance.Client.Requests.Count}";
        Execute(new Apply(Blobs, Body(name, spec))).ShouldBe(new ExecutionSummary(1, 0));
        var revision = cluster.Server.Revision;
        for (var i = 0; i < 3; i++) Execute(new Apply(Blobs, Body(name, spec))).ShouldBe(new ExecutionSummary(0, 1));
        cluster.Server.Revision.ShouldBe(revision);
    }, iter: 200, threads: 1);

    [Fact]
    public void A_new_instance_finds_out_by_comparing_that_nothing_is_to_do() => JsonGen.Object.List[1, 10].Sample(specs =>
    {
        // Names of their own: a server refuses to empty a spec that another sample filled (ApplyTests of the embedded cluster).
        var sample = instance.Client.Requests.Count;
        var plan = new Plan { Effects = [.. specs.Select((spec, index) => new Apply(Blobs, Body($"blob-{sample}-{index}", spec)))] };
        Execute(plan);
        var successor = cluster.Start(builder => builder.Cache<Blob>());
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        successor.Execute(plan).ShouldBe(new ExecutionSummary(0, specs.Count));
        successor.Crash();
    }, iter: 20, threads: 1);

    [Fact]
    public void A_field_that_is_no_longer_sent_is_noticed_although_nothing_in_the_body_differs()
    {
        Execute(new Apply(Blobs, Body("a", new JsonObject { ["x"] = 1, ["y"] = 2 })));
        Execute(new Apply(Blobs, Body("a", new JsonObject { ["x"] = 1 }))).Performed.ShouldBe(1);
    }

    [Fact]
    public void A_list_that_only_the_server_can_compare_is_not_sent_for_ever()
    {
        // "rows" is a list by key in the CRD; here it is taken for one to be compared as a whole, and so always found too long.
        var body = Body("a", new JsonObject { ["rows"] = new JsonArray(new JsonObject { ["id"] = "one" }) });
        Execute(new Apply(Blobs, body)).Performed.ShouldBe(1);
        cluster.Admin.Mutate(BlobId, "default", "a", item =>
        {
            item["spec"]!["rows"]!.AsArray().Add(new JsonObject { ["id"] = "two" });
            return true;
        });
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        Execute(new Apply(Blobs, body)).Performed.ShouldBe(1);
        Execute(new Apply(Blobs, body)).Performed.ShouldBe(0);
        cluster.Admin.Get(BlobId, "default", "a")!["spec"]!["rows"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public void A_map_that_is_emptied_is_empty_not_null()
    {
        Execute(new Apply(Blobs, Body("a", new JsonObject { ["map"] = new JsonObject { ["x"] = 1 } })));
        Execute(new Apply(Blobs, Body("a", new JsonObject { ["map"] = new JsonObject() }))).Performed.ShouldBe(1);
        cluster.Admin.Get(BlobId, "default", "a")!["spec"]!["map"].ShouldBeOfType<JsonObject>().Count.ShouldBe(0);
    }

    [Fact]
    public void Outside_drift_is_sent_again()
    {
        Execute(new Apply(Blobs, Body("a", new JsonObject { ["x"] = 1 })));
        cluster.Admin.Mutate(BlobId, "default", "a", item =>
        {
            item["spec"]!["x"] = 7;
            return true;
        });
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        Execute(new Apply(Blobs, Body("a", new JsonObject { ["x"] = 1 }))).Performed.ShouldBe(1);
        cluster.Admin.Get(BlobId, "default", "a")!["spec"]!["x"]!.ToString().ShouldBe("1");
    }

    [Fact]
    public void Status_is_sent_when_anything_in_it_differs_also_what_was_left_out()
    {
        Execute(new Apply(Blobs, Body("a", [])));
        Execute(Status(new JsonObject { ["x"] = 1, ["y"] = "1000m" })).Performed.ShouldBe(1);
        Execute(Status(new JsonObject { ["x"] = 1, ["y"] = "1" })).Performed.ShouldBe(0);
        Execute(Status(new JsonObject { ["x"] = 1 })).Performed.ShouldBe(1);
        Execute(Status(new JsonObject { ["x"] = 1 })).Performed.ShouldBe(0);
        cluster.Admin.Get(BlobId, "default", "a")!["status"]!.ToJsonString().ShouldContain("\"x\":1");
    }

    [Fact]
    public void Status_from_an_older_version_than_the_objects_is_a_conflict()
    {
        Execute(new Apply(Blobs, Body("a", [])));
        // In this very moment: the cache does not show it yet.
        cluster.Admin.Mutate(BlobId, "default", "a", item =>
        {
            item["spec"]!["x"] = 7;
            return true;
        });
        Should.Throw<Modelwright.Runtime.Api.ApiException>(() => Execute(Status(new JsonObject { ["x"] = 1 })))
            .Error.ShouldBe(ApiError.Conflict);
        cluster.Admin.Get(BlobId, "default", "a")!["status"].ShouldBeNull();

        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        Execute(Status(new JsonObject { ["x"] = 1 })).Performed.ShouldBe(1);
    }

    [Fact]
    public void Statuses_of_one_plan_follow_each_other_although_the_cache_lags()
    {
        Execute(new Apply(Blobs, Body("a", [])));
        Execute(Status(new JsonObject { ["x"] = 1 }), Status(new JsonObject { ["x"] = 2 })).Performed.ShouldBe(2);
        cluster.Admin.Get(BlobId, "default", "a")!["status"]!["x"]!.ToString().ShouldBe("2");
    }

    [Fact]
    public void Status_of_an_object_that_is_gone_is_nobodys_business() =>
        Execute(Status(new JsonObject { ["x"] = 1 })).ShouldBe(new ExecutionSummary(0, 1));

    [Fact]
    public void An_object_outside_of_the_caches_selector_is_not_taken_over()
    {
        var selective = cluster.Start(builder => builder.Cache<Blob>(options => options.LabelSelector = "mine=yes"));
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        cluster.Admin.Create(BlobId, Body("a", new JsonObject { ["x"] = 7 }));
        var plan = new Plan { Effects = [new Apply(Blobs, Body("a", new JsonObject { ["x"] = 1 }))] };
        Should.Throw<Runtime.Api.ApiException>(() => selective.Execute(plan)).Error.ShouldBe(ApiError.ApplyConflict);
        cluster.Admin.Get(BlobId, "default", "a")!["spec"]!["x"]!.ToString().ShouldBe("7");
    }

    [Fact]
    public void A_dying_child_is_not_applied_to()
    {
        Execute(new Apply(Blobs, Body("a", [])));
        Execute(new SetFinalizer(Blobs, Key, "sample.io/x", Present: true)).Performed.ShouldBe(1);
        Execute(new SetFinalizer(Blobs, Key, "sample.io/x", Present: true)).Performed.ShouldBe(0);
        cluster.Admin.Delete(BlobId, "default", "a");
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        Execute(new Apply(Blobs, Body("a", new JsonObject { ["x"] = 2 }))).Performed.ShouldBe(0);
        Execute(new SetFinalizer(Blobs, Key, "sample.io/y", Present: true)).Performed.ShouldBe(0);
        Execute(new SetFinalizer(Blobs, Key, "sample.io/x", Present: false)).Performed.ShouldBe(1);
        cluster.Admin.Get(BlobId, "default", "a").ShouldBeNull();
    }

    [Fact]
    public void Delete_takes_only_the_object_that_was_meant()
    {
        Execute(new Apply(Blobs, Body("a", [])));
        Execute(new Delete(Blobs, Key, "another-uid")).Performed.ShouldBe(0);
        Execute(new Delete(Blobs, Key, Uid("a"))).Performed.ShouldBe(1);
        cluster.Admin.Get(BlobId, "default", "a").ShouldBeNull();
        Execute(new Delete(Blobs, Key, "gone")).Performed.ShouldBe(0);
    }

    [Fact]
    public void Pruning_takes_children_that_the_plan_neither_applies_nor_keeps_and_nothing_else()
    {
        var owner = new ObjectReference(Blobs, new ObjectKey("default", "owner"), "uid-owner");
        var other = new ObjectReference(Blobs, new ObjectKey("default", "other"), "uid-other");
        Execute(Child(owner, "one"), Child(owner, "two"), Child(owner, "three"), Child(other, "four"), new Apply(Blobs, Body("five", [])));
        Execute(new Plan { Effects = [Child(owner, "one")], Prune = new Pruning("uid-owner", [Blobs]) { Keep = ["three"] } })
            .ShouldBe(new ExecutionSummary(1, 1));
        Names().ShouldBe(["five", "four", "one", "three"]);
    }

    [Fact]
    public void Finalizers_are_removed_last_after_pruning()
    {
        Execute(new Apply(Blobs, Body("a", [])));
        Execute(new SetFinalizer(Blobs, Key, "sample.io/x", Present: true));
        var owner = new ObjectReference(Blobs, Key, Uid("a"));
        Execute(Child(owner, "child"));
        instance.Client.Requests.Clear();
        Execute(new Plan
        {
            Effects = [new SetFinalizer(Blobs, Key, "sample.io/x", Present: false), new Apply(Blobs, Body("b", []))],
            Prune = new Pruning(owner.Uid, [Blobs]),
        });
        instance.Writes.Select(write => write.Split('?')[0].Split('/')[^1]).ShouldBe(["b", "child", "a"]);
    }

    [Fact]
    public void A_failure_stops_the_plan_there()
    {
        instance.Client.Intercept = request => request.Path.EndsWith("/two", StringComparison.Ordinal) && request.Method != "GET"
            ? ApiResponse.Text("broken", 503) : null;
        Should.Throw<Runtime.Api.ApiException>(() => Execute(new Apply(Blobs, Body("one", [])), new Apply(Blobs, Body("two", [])),
            new Apply(Blobs, Body("three", []))));
        Names().ShouldBe(["one"]);
    }

    [Fact]
    public void A_plan_stops_between_two_effects_when_the_lease_ends()
    {
        var lease = new Lease();
        var holder = cluster.Start(builder =>
        {
            builder.Cache<Blob>();
            builder.Services.AddSingleton<ILeadership>(lease);
            builder.Services.AddSingleton<IEffectObserver>(lease);
        });
        cluster.Simulation.RunFor(TimeSpan.FromSeconds(1));
        Should.Throw<LeadershipLostException>(() => holder.Execute(new Plan
        {
            Effects = [new Apply(Blobs, Body("one", [])), new Apply(Blobs, Body("two", []))],
        }));
        Names().ShouldBe(["one"]);
    }

    [Fact]
    public void A_plan_for_an_object_that_was_replaced_by_another_of_its_name_does_nothing_to_that_one()
    {
        Execute(new Apply(Blobs, Body(Key.Name, [])));
        var old = new ObjectReference(Blobs, Key, Uid(Key.Name));
        cluster.Admin.Delete(BlobId, "default", Key.Name);
        cluster.Simulation.RunUntilIdle();
        Execute(new Apply(Blobs, Body(Key.Name, [])));
        Uid(Key.Name).ShouldNotBe(old.Uid);
        var plan = new Plan { Effects = [Status(new JsonObject { ["x"] = 1 }), new Apply(Blobs, Body("child", []))] };
        Should.Throw<Runtime.Api.ApiException>(() => instance.Execute(plan, old)).IsRace.ShouldBeTrue();
        cluster.Admin.Get(BlobId, "default", Key.Name)!.ContainsKey("status").ShouldBeFalse();
        Names().ShouldBe([Key.Name]);
        instance.Execute(plan, old with { Uid = Uid(Key.Name) }).Performed.ShouldBe(2);
    }

    [Fact]
    public void A_kind_without_a_cache_is_a_clear_error() => Should.Throw<InvalidOperationException>(() =>
        Execute(new Apply(ResourceType.Of<V1Service>(), ChildBody.Of(ResourceType.Of<V1Service>(), Key))))
        .Message.ShouldBe("services is not cached, so it cannot be compared; declare it with Owns, Watches or Cache");

    [Fact]
    public void An_external_effect_without_a_handler_is_a_clear_error() => Should.Throw<InvalidOperationException>(() =>
        Execute(new External("push", "k", []))).Message.ShouldContain("'push'");

    [Fact]
    public void A_plan_survives_its_json()
    {
        var plan = new Plan
        {
            Effects =
            [
                new Apply(Blobs, Body("a", new JsonObject { ["x"] = 1 })), new Delete(Blobs, Key, "u"),
                Status(new JsonObject { ["y"] = "z" }),
                new SetFinalizer(Blobs, Key, "sample.io/x", Present: true),
                new Emit(new ObjectReference(Blobs, Key, "u"), EventSeverity.Warning, "R", "A", "note"),
                new External("push", "k", new JsonObject { ["v"] = 2 }),
            ],
            Prune = new Pruning("u", [Blobs]) { Keep = ["k"] },
            WakeAfter = TimeSpan.FromSeconds(5),
        };
        var json = PlanJson.Write(plan);
        PlanJson.Write(PlanJson.Read(json)).ShouldBe(json);
        PlanJson.Read(json).Effects.Select(effect => effect.GetType()).ShouldBe(plan.Effects.Select(effect => effect.GetType()));
    }

    private static JsonObject Body(string name, JsonObject spec)
    {
        var body = ChildBody.Of(Blobs, new ObjectKey("default", name));
        body["spec"] = spec.DeepClone();
        return body;
    }

    private static Apply Child(ObjectReference owner, string name) => new(Blobs, ChildBody.Of(Blobs, owner, name));

    private static PatchStatus Status(JsonObject status) => new(Blobs, Key, status);

    private ExecutionSummary Execute(params Effect[] effects) => Execute(new Plan { Effects = effects });

    private ExecutionSummary Execute(Plan plan) => instance.Execute(plan);

    private string Uid(string name) => cluster.Admin.Get(BlobId, "default", name)!["metadata"]!["uid"]!.ToString();

    private IEnumerable<string> Names() => cluster.Admin.List(BlobId, "default").Select(item => item["metadata"]!["name"]!.ToString());

    /// <summary>Ends with the first effect.</summary>
    private sealed class Lease : ILeadership, IEffectObserver
    {
        public bool MayAct { get; private set; } = true;

        public void Before(Effect effect)
        {
        }

        public void After(Effect effect) => MayAct = false;
    }
}
