using System.Text.Json;
using k8s.Models;
using Modelwright.Crds;
using Modelwright.Crds.Datasets;
using Modelwright.Operator.Datasets;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Runtime.Planning;
using static Modelwright.Operator.Tests.Datasets.DatasetSamples;

namespace Modelwright.Operator.Tests.Datasets;

public sealed class DatasetPlannerTests
{
    [Fact]
    public void New_dataset_is_looked_at_by_a_pod()
    {
        var plan = DatasetPlanner.Plan(See(Of()));

        var pod = Pod(plan)!;
        pod["metadata"]!["name"]!.ToString().ShouldBe("birds-look");
        pod["spec"]!["serviceAccountName"]!.ToString().ShouldBe("modelwright-training");
        var task = Task(plan);
        task.GetProperty("store").GetProperty("uri").GetString().ShouldBe("pvc://models/datasets/birds/");
        task.GetProperty("known").GetProperty("digests").GetArrayLength().ShouldBe(0);
        plan.Effects.OfType<Apply>().Select(apply => apply.Type.Kind)
            .ShouldBe(["ServiceAccount", "PersistentVolumeClaim", "Pod"]);
        Ready(plan).ShouldBe(("Unknown", "Pending"));
    }

    [Fact]
    public void Pod_reads_a_pointer_and_its_remote_each_with_its_own_secret()
    {
        var dataset = Of(spec => spec with
        {
            Source = new()
            {
                Dvc = new()
                {
                    File = new()
                    {
                        Uri = "https://git/birds.csv.dvc",
                        Digest = Samples.Digest('d'),
                        Credentials = new() { SecretName = "git" },
                    },
                    Remote = new() { Uri = "https://host/dvc", Credentials = new() { SecretName = "dvc" } },
                },
            },
        });

        var plan = DatasetPlanner.Plan(See(dataset));

        Task(plan).GetProperty("source").GetProperty("uri").GetString().ShouldBe("https://git/birds.csv.dvc");
        Task(plan).GetProperty("source").GetProperty("digest").GetString().ShouldBe(Samples.Digest('d'));
        Task(plan).GetProperty("dvcRemote").GetProperty("uri").GetString().ShouldBe("https://host/dvc");
        Pod(plan)!["spec"]!["containers"]![0]!["envFrom"]!.AsArray()
            .Select(from => ($"{from!["prefix"]}", $"{from["secretRef"]!["name"]}"))
            .ShouldBe([("MODELWRIGHT_INPUT_SOURCE_", "git"), ("MODELWRIGHT_INPUT_REMOTE_", "dvc")]);

        var source = dataset.Spec.Source.Dvc! with { Remote = new() { Uri = "pvc://dvc/top/" } };
        var claim = dataset with { Spec = dataset.Spec with { Source = new() { Dvc = source } } };
        var mounted = DatasetPlanner.Plan(See(claim));
        Task(mounted).GetProperty("dvcRemote").GetProperty("root").GetString().ShouldBe("/modelwright/remote");
        Pod(mounted)!["spec"]!["volumes"]!.ToJsonString().ShouldContain("{\"claimName\":\"dvc\",\"readOnly\":true}");
    }

    [Fact]
    public void List_of_one_has_the_newest_and_what_is_used_instead_of_it()
    {
        var dataset = After(Of(spec => spec with { History = 1 }), Version('a'));

        var plan = DatasetPlanner.Plan(See(dataset, Looked(dataset, Version('b', eligible: false))));

        Ready(plan).ShouldBe(("False", "ChecksFailed"));
        var status = Applied(dataset, plan).Status!;
        status.Versions!.Select(version => version.Digest).ShouldBe([Samples.Digest('b'), Samples.Digest('a')]);
        status.Latest.ShouldBe(Samples.Digest('a'));
    }

    [Theory]
    [InlineData("https://127.0.0.1:8443/birds.csv")]
    [InlineData("https://localhost/birds.csv")]
    [InlineData("oci://127.0.0.1:5000/birds:v1")]
    public void Address_of_this_machine_is_looked_at_only_where_that_is_allowed(string uri)
    {
        var seen = See(Of(spec => spec with { Source = new() { Artifact = new() { Uri = uri } } }));

        var elsewhere = DatasetPlanner.Plan(seen);
        (Ready(elsewhere), Pod(elsewhere)).ShouldBe((("False", "InvalidSpec"), null));

        var embedded = DatasetPlanner.Plan(seen with { Settings = seen.Settings with { AllowLoopback = true } });
        Task(embedded).GetProperty("source").GetProperty("uri").GetString().ShouldBe(uri);
        Task(embedded).GetProperty("allowLoopback").GetBoolean().ShouldBeTrue();
        Task(DatasetPlanner.Plan(See(Of()))).GetProperty("allowLoopback").GetBoolean().ShouldBeFalse();
    }

    [Theory]
    [InlineData("registry.example.com:5000/data/birds:v1")]
    [InlineData("host/birds@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("host/birds:v1@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void Pod_is_told_an_artifact_by_its_reference(string reference)
    {
        var dataset = Of(spec => spec with
        {
            Source = new() { Oci = new() { Reference = reference, Credentials = new() { SecretName = "registry" } } },
        });

        var plan = DatasetPlanner.Plan(See(dataset));

        Task(plan).GetProperty("oci").GetString().ShouldBe(reference);
        Task(plan).GetProperty("source").GetProperty("uri").GetString().ShouldBe($"oci://{reference}");
        Pod(plan)!["spec"]!["containers"]![0]!["envFrom"]![0]!["secretRef"]!["name"]!.ToString().ShouldBe("registry");
        var node = new DatasetSource { Oci = new() { Reference = "169.254.169.254/birds:v1" } };
        var hidden = dataset with { Spec = dataset.Spec with { Source = node } };
        Ready(DatasetPlanner.Plan(See(hidden))).ShouldBe(("False", "InvalidSpec"));
    }

    [Fact]
    public void Version_is_recorded_before_its_pod_goes()
    {
        var first = After(Of(), Version('a'));

        first.Status.ShouldNotBeNull();
        (first.Status.Latest, first.Status.Rows, first.Status.SourceDigest).ShouldBe((Samples.Digest('a'), 10, Samples.Digest('f')));
        var version = first.Status.Versions.ShouldHaveSingleItem();
        (version.Eligible, version.ObservedTime, version.SpecDigest).ShouldBe((true, End, SpecDigestOf(first)));
        var plan = DatasetPlanner.Plan(See(Of(), Looked(Of(), Version('a'))));
        plan.Prune!.Keep.ShouldBeEmpty();
        plan.Effects.OfType<Apply>().ShouldBeEmpty();
        Ready(plan).ShouldBe(("True", "Current"));
    }

    [Fact]
    public void Recording_a_look_again_after_a_crash_changes_nothing()
    {
        var (dataset, looks) = (Of(), new[] { Version('a'), new LookReport(), Version('b', eligible: false) });
        foreach (var report in looks)
        {
            var look = Looked(dataset, report) with { Report = report.Version is null ? null : report, Problem = "no answer" };
            dataset = Applied(dataset, DatasetPlanner.Plan(See(dataset, look)));
            var again = Applied(dataset, DatasetPlanner.Plan(See(dataset, look)));
            JsonSerializer.Serialize(again.Status, CrdJson.Options).ShouldBe(JsonSerializer.Serialize(dataset.Status, CrdJson.Options));
        }
    }

    [Fact]
    public void Nothing_is_done_until_the_interval_is_over()
    {
        var dataset = After(Of(), Version('a'));
        var next = dataset.Status!.NextCheckTime!.Value;
        next.ShouldBeInRange(End.AddMinutes(10), End.AddMinutes(11));

        var quiet = DatasetPlanner.Plan(See(dataset) with { Now = next.AddSeconds(-1) });
        quiet.Effects.ShouldHaveSingleItem().ShouldBeOfType<PatchStatus>().Status.ToJsonString()
            .ShouldBe(JsonSerializer.SerializeToNode(dataset.Status, CrdJson.Options)!.ToJsonString());
        quiet.WakeAfter.ShouldBe(TimeSpan.FromSeconds(1));

        var due = DatasetPlanner.Plan(See(dataset) with { Now = next });
        Task(due).GetProperty("known").GetProperty("source").GetString().ShouldBe(Samples.Digest('f'));
        Task(due).GetProperty("known").GetProperty("digests")[0].GetString().ShouldBe(Samples.Digest('a'));
    }

    [Fact]
    public void Without_an_interval_it_is_looked_at_once()
    {
        var dataset = After(Of(spec => spec with { Refresh = null }), Version('a'));

        var plan = DatasetPlanner.Plan(See(dataset) with { Now = End.AddYears(1) });

        Pod(plan).ShouldBeNull();
        plan.WakeAfter.ShouldBeNull();
    }

    [Fact]
    public void Another_question_makes_nothing_known()
    {
        var dataset = After(Of(), Version('a'));
        var changed = dataset with { Spec = dataset.Spec with { Columns = [new() { Name = "mass", Type = ColumnType.Number }] } };

        var plan = DatasetPlanner.Plan(See(changed));

        Task(plan).GetProperty("known").GetProperty("source").GetString().ShouldBeNull();
        Task(plan).GetProperty("known").GetProperty("digests").GetArrayLength().ShouldBe(0);
        var other = dataset with { Spec = dataset.Spec with { Owner = new() { Team = "other" }, History = 3 } };
        Pod(DatasetPlanner.Plan(See(other))).ShouldBeNull();
    }

    [Fact]
    public void Look_for_what_is_no_longer_asked_is_dropped()
    {
        var dataset = Of();
        var changed = dataset with { Spec = dataset.Spec with { Format = DataFormat.JsonLines } };

        var plan = DatasetPlanner.Plan(See(changed, Looked(dataset, Version('a'))));

        plan.Prune!.Keep.ShouldBeEmpty();
        Applied(changed, plan).Status!.Versions.ShouldBeNull();
    }

    [Fact]
    public void Refresh_asks_for_the_bytes_once()
    {
        var dataset = After(Of(), Version('a'));
        dataset.Metadata.Annotations = new Dictionary<string, string> { [Labels.Refresh] = "now" };

        var plan = DatasetPlanner.Plan(See(dataset));
        Task(plan).GetProperty("known").GetProperty("source").GetString().ShouldBeNull();
        Task(plan).GetProperty("known").GetProperty("digests").GetArrayLength().ShouldBe(1);

        var after = After(dataset, new LookReport { Known = Samples.Digest('a'), Source = Samples.Digest('e') });
        after.Status!.Refresh.ShouldBe("now");
        Pod(DatasetPlanner.Plan(See(after))).ShouldBeNull();
    }

    [Fact]
    public void Version_that_failed_is_recorded_and_never_latest()
    {
        var dataset = After(After(Of(), Version('a')), Version('b', eligible: false));

        dataset.Status!.Latest.ShouldBe(Samples.Digest('a'));
        dataset.Status.Versions!.Select(version => version.Digest).ShouldBe([Samples.Digest('b'), Samples.Digest('a')]);
        dataset.Status.Versions![0].Checks!.Failed![0].Owner.ShouldBe("birders");
        var plan = DatasetPlanner.Plan(See(dataset, Looked(dataset, Version('c', eligible: false))));
        Ready(plan).ShouldBe(("False", "ChecksFailed"));
        var note = plan.Effects.OfType<Emit>().ShouldHaveSingleItem();
        note.Note.ShouldContain("rows (birders): too few");
        note.Note.ShouldContain("owner: birders, #birds");
    }

    [Fact]
    public void Bytes_that_come_back_are_the_version_that_they_were()
    {
        var dataset = After(After(Of(), Version('a')), Version('b'));
        dataset.Status!.Latest.ShouldBe(Samples.Digest('b'));

        var back = After(dataset, new LookReport { Known = Samples.Digest('a'), Source = Samples.Digest('e') });

        (back.Status!.Latest, back.Status.Versions!.Count).ShouldBe((Samples.Digest('a'), 2));
    }

    [Fact]
    public void History_keeps_the_latest_that_may_be_used()
    {
        var dataset = After(Of(spec => spec with { History = 3 }), Version('a'));
        foreach (var digit in "bcdef") dataset = After(dataset, Version(digit, eligible: false));

        dataset.Status!.Versions!.Select(version => version.Digest[7]).ShouldBe(['f', 'e', 'a']);
        dataset.Status.Latest.ShouldBe(Samples.Digest('a'));
    }

    [Fact]
    public void Status_stays_small_with_a_long_history_of_wordy_failures()
    {
        var dataset = Of(spec => spec with { History = 100 });
        for (var i = 0; i < 101; i++)
        {
            var report = Version('a', eligible: false);
            List<FailedCheck> failed = [.. Enumerable.Range(0, 60)
                .Select(check => new FailedCheck { Name = $"check-{check}", Message = new string('x', 512) })];
            var digest = "sha256:" + i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);
            dataset = After(dataset, report with
            {
                Version = report.Version! with { Digest = digest, Checks = new() { Passed = 1, Failed = failed } },
            });
        }

        dataset.Status!.Versions!.Count.ShouldBe(100);
        JsonSerializer.SerializeToUtf8Bytes(dataset.Status, CrdJson.Options).Length.ShouldBeLessThan(90 * 1024);
    }

    [Fact]
    public void Status_of_the_longest_texts_keeps_what_may_be_used()
    {
        List<DatasetVersion> versions = [.. Enumerable.Range(0, 100).Select(place => new DatasetVersion
        {
            Digest = "sha256:" + place.ToString("x64", System.Globalization.CultureInfo.InvariantCulture),
            Eligible = place == 99,
            Uri = new string('u', 2048),
            SourceVersion = new string('s', 256),
            Profile = new() { Uri = new string('p', 2048), Digest = Samples.Digest('a') },
            Checks = new()
            {
                Failed =
                [
                    .. Enumerable.Range(0, 65).Select(check => new FailedCheck { Name = $"c{check}", Message = new string('x', 512) }),
                ],
            },
            Lineage = new()
            {
                Step = Samples.Digest('b'),
                Record = new string('r', 2048),
                Parameters = Enumerable.Range(0, 64).ToDictionary(number => $"p{number}", _ => new string('v', 512)),
                Inputs = [.. Enumerable.Range(0, 16).Select(input => new Crds.TrainingRuns.InputLineage { Name = $"i{input}" })],
            },
        })];

        var kept = VersionList.Trim(versions, 100);

        JsonSerializer.SerializeToUtf8Bytes(kept, CrdJson.Options).Length.ShouldBeLessThan(90 * 1024);
        (kept[0].Digest, kept[^1].Digest).ShouldBe((versions[0].Digest, versions[99].Digest));
        kept.Count.ShouldBeGreaterThan(20);
        JsonSerializer.Serialize(VersionList.Trim(kept, 100), CrdJson.Options).ShouldBe(JsonSerializer.Serialize(kept, CrdJson.Options));
    }

    [Fact]
    public void Datasets_that_wait_for_each_other_say_so()
    {
        var all = new Dictionary<string, Dataset>();
        foreach (var (name, other) in new[] { ("a", "b"), ("b", "c"), ("c", "a"), ("d", "a") })
            all[name] = Of(spec => spec with
            {
                Checks = [new() { Name = "leak", DisjointFrom = new() { Dataset = other, Key = ["id"] } }],
            });

        WaitingCircle.Of("a", all.GetValueOrDefault).ShouldBe(["a", "b", "c"]);
        WaitingCircle.Of("d", all.GetValueOrDefault).ShouldBeEmpty();
        var plan = DatasetPlanner.Plan(See(all["a"]) with { Circle = ["birds", "b", "c"] });
        Ready(plan).ShouldBe(("False", "InvalidSpec"));
        plan.Effects.OfType<Emit>().ShouldHaveSingleItem().Note.ShouldContain("Datasets birds, b, c wait for each other");

        // As soon as one has a version, the others can be checked against it.
        all["c"] = all["c"] with { Status = new() { Latest = Samples.Digest('a') } };
        WaitingCircle.Of("a", all.GetValueOrDefault).ShouldBeEmpty();
    }

    [Fact]
    public void Failed_looks_are_tried_again_more_and_more_rarely()
    {
        var dataset = After(Of(), Version('a'));
        List<double> waits = [];
        for (var i = 0; i < 9; i++)
        {
            var look = Looked(dataset, null) with { EndTime = End.AddHours(i + 1), Problem = "https://host answers 503" };
            dataset = Applied(dataset, DatasetPlanner.Plan(See(dataset, look)));
            waits.Add((dataset.Status!.NextCheckTime!.Value - look.EndTime!.Value).TotalSeconds);
        }

        waits.ShouldBe([15, 30, 60, 120, 240, 480, 900, 900, 900]);
        var ready = dataset.Status!.Conditions![0];
        (ready.Status, ready.Reason, ready.Message).ShouldBe(("False", "SourceUnavailable", "https://host answers 503"));
        dataset.Status.Latest.ShouldBe(Samples.Digest('a'));
        var well = After(dataset, new LookReport { Unchanged = true, Source = Samples.Digest('f') });
        (well.Status!.Failures, well.Status.Conditions![0].Reason).ShouldBe((null, "Current"));
    }

    [Fact]
    public void Data_of_another_format_stays_so_until_it_changes()
    {
        var report = new LookReport { Invalid = "a.csv is not CSV in line 3", Source = Samples.Digest('e') };
        var invalid = After(After(Of(), Version('a')), report);
        invalid.Status!.Conditions![0].Message.ShouldBe("a.csv is not CSV in line 3");

        var same = After(invalid, new LookReport { Unchanged = true, Source = Samples.Digest('e') });
        same.Status!.Conditions![0].Reason.ShouldBe("InvalidData");

        // An outage overwrites what was said of the bytes, so they are looked at again after it.
        var look = Looked(invalid, null) with { Problem = "no answer" };
        Applied(invalid, DatasetPlanner.Plan(See(invalid, look))).Status!.SourceDigest.ShouldBeNull();
    }

    [Fact]
    public void Disjointness_waits_for_the_other_dataset_and_reads_its_version()
    {
        var dataset = Of(spec => spec with
        {
            Checks = [new() { Name = "leak", DisjointFrom = new() { Dataset = "holdout", Key = ["id"] } }],
        });
        Ready(DatasetPlanner.Plan(See(dataset))).ShouldBe(("Unknown", "WaitingForData"));

        var other = new ReferenceFact(new(Samples.Digest('c'), "pvc://models/datasets/holdout/c/data/h.csv"), DataFormat.Csv);
        var plan = DatasetPlanner.Plan(See(dataset) with { References = new Dictionary<string, ReferenceFact> { ["holdout"] = other } });

        var reference = Task(plan).GetProperty("references")[0];
        reference.GetProperty("sourceRoot").GetString().ShouldBe("/modelwright/reference/holdout");
        Pod(plan)!["spec"]!["volumes"]!.AsArray().Select(volume => volume!["name"]!.ToString()).ShouldContain("reference-0");
    }

    [Fact]
    public void Suspended_dataset_is_not_looked_at()
    {
        Ready(DatasetPlanner.Plan(See(Of(spec => spec with { Suspend = true })))).ShouldBe(("Unknown", "Suspended"));
        var dataset = After(Of(), Version('a'));
        var plan = DatasetPlanner.Plan(See(dataset with { Spec = dataset.Spec with { Suspend = true } }) with { Now = End.AddYears(1) });
        Pod(plan).ShouldBeNull();
        Ready(plan).ShouldBe(("True", "Current"));
    }

    [Fact]
    public void Deleted_dataset_makes_nothing()
    {
        var dataset = Of();
        dataset.Metadata.DeletionTimestamp = End.UtcDateTime;
        DatasetPlanner.Plan(See(dataset)).ShouldBe(Plan.Empty);
    }

    [Theory]
    [InlineData("s3://", "spec.source.artifact.uri is refused")]
    [InlineData("http://host/a.csv", "spec.source.artifact.uri is refused")]
    public void Source_that_cannot_be_is_an_invalid_spec(string uri, string words)
    {
        var plan = DatasetPlanner.Plan(See(Of(spec => spec with { Source = new() { Artifact = new() { Uri = uri } } })));

        Ready(plan).ShouldBe(("False", "InvalidSpec"));
        plan.Effects.OfType<Emit>().Single().Note.ShouldContain(words);
        plan.WakeAfter.ShouldBeNull();
    }

    [Fact]
    public void Secrets_reach_the_container_under_their_prefixes()
    {
        var plan = DatasetPlanner.Plan(See(Of(spec => spec with
        {
            Source = new() { Artifact = new() { Uri = "s3://inbox/a.csv", Credentials = new() { SecretName = "in" } } },
            Store = new() { Uri = "s3://outbox/store", Credentials = new() { SecretName = "out" } },
        })));

        Pod(plan)!["spec"]!["containers"]![0]!["envFrom"]!.AsArray()
            .Select(from => (from!["prefix"]?.ToString(), from["secretRef"]!["name"]!.ToString()))
            .ShouldBe([("MODELWRIGHT_INPUT_SOURCE_", "in"), (null, "out")]);
        Task(plan).GetProperty("store").GetProperty("uri").GetString().ShouldBe("s3://outbox/store/birds/");
    }

    private static string SpecDigestOf(Dataset dataset) => dataset.Status!.SpecDigest!;
}
