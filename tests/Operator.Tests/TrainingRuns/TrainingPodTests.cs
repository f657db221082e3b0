using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Modelwright.Crds.TrainingRuns;
using Modelwright.Operator.Tests.Pods;
using Modelwright.Operator.Tests.Sketch;
using Modelwright.Operator.TrainingRuns;
using static Modelwright.Operator.Tests.TrainingRuns.RunSamples;

namespace Modelwright.Operator.Tests.TrainingRuns;

public sealed class TrainingPodTests
{
    private static readonly string[] Codes = ["64", "65", "78", "80", "137"];

    private static JsonObject Job(TrainingRun run) => Applied(TrainingRunPlanner.Plan(
        See(run) with { Settings = Samples.Settings with { AllowFileUris = true } }), "Job").ShouldNotBeNull().Body;

    private static JsonNode Pod(TrainingRun run) => Job(run)["spec"]!["template"]!["spec"]!;

    [Fact]
    public void Pods_of_any_valid_run_pass_the_restricted_profile() =>
        TrainingRunGen.Valid.Sample(run =>
        {
            var spec = Pod(run);
            RestrictedProfile.Violations(spec).ShouldBeEmpty();
            spec["serviceAccountName"]!.GetValue<string>().ShouldBe(Names.TrainingAccount);
            spec["restartPolicy"]!.GetValue<string>().ShouldBe("Never");
            var names = RestrictedProfile.Containers(spec).Select(container => container["name"]!.GetValue<string>()).ToList();
            names.ShouldBe(run.Spec.Agent == AgentMode.None ? ["train"] : ["inputs", "agent", "train"]);
            foreach (var container in RestrictedProfile.Containers(spec))
            {
                container["securityContext"]!["readOnlyRootFilesystem"]!.GetValue<bool>().ShouldBeTrue();
                container["terminationMessagePolicy"]!.GetValue<string>().ShouldBe("FallbackToLogsOnError");
            }
        }, iter: 500);

    [Fact]
    public void Environment_of_any_valid_run_has_each_variable_once_and_expands_nothing() =>
        TrainingRunGen.Valid.Sample(run =>
        {
            foreach (var container in RestrictedProfile.Containers(Pod(run)))
            {
                var variables = container["env"]!.AsArray();
                variables.Select(variable => variable!["name"]!.GetValue<string>()).ShouldBeUnique();
                foreach (var variable in variables)
                    (variable!["value"]?.GetValue<string>() ?? "").Replace("$$(", "", StringComparison.Ordinal).ShouldNotContain("$(");
            }
        }, iter: 500);

    [Fact]
    public void Every_mount_of_any_valid_run_has_a_volume_and_every_volume_a_mount() =>
        TrainingRunGen.Valid.Sample(run =>
        {
            var spec = Pod(run);
            var volumes = spec["volumes"]!.AsArray().Select(volume => volume!["name"]!.GetValue<string>()).ToList();
            var mounts = RestrictedProfile.Containers(spec).SelectMany(container => container["volumeMounts"]!.AsArray())
                .Select(mount => mount!["name"]!.GetValue<string>()).Distinct().ToList();
            volumes.ShouldBeUnique();
            mounts.ShouldBe(volumes, ignoreOrder: true);
        }, iter: 500);

    [Fact]
    public void Task_of_any_valid_run_names_its_inputs_and_a_folder_of_its_own() =>
        TrainingRunGen.Valid.Where(run => run.Spec.Agent != AgentMode.None).Sample(run =>
        {
            var text = Pod(run)["initContainers"]![1]!["env"]!.AsArray()
                .Single(variable => variable!["name"]!.GetValue<string>() == "MODELWRIGHT_TASK")!["value"]!.GetValue<string>()
                .Replace("$$(", "$(", StringComparison.Ordinal);
            Encoding.UTF8.GetByteCount(text).ShouldBeLessThan(64 * 1024);
            var task = JsonNode.Parse(text)!;
            task["inputs"]!.AsArray().Count.ShouldBe(run.Spec.Inputs!.Count);
            task["output"]!["uri"]!.GetValue<string>().ShouldEndWith("/fraud-1-01234567/");
            task["parameters"]!.AsObject().Count.ShouldBe(run.Spec.Parameters?.Count ?? 0);
            task["requiredMetrics"]!.AsArray().Select(metric => metric!.GetValue<string>()).ShouldBe(run.Spec.RequiredMetrics ?? []);
            task["seed"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(0);
        }, iter: 500);

    [Fact]
    public void Job_ends_for_codes_that_trying_again_cannot_help_and_ignores_lost_pods()
    {
        var rules = Job(Run(Plain with { InfeasibleExitCodes = [7, 64] }))["spec"]!["podFailurePolicy"]!["rules"]!.AsArray();
        rules[0]!["action"]!.GetValue<string>().ShouldBe("Ignore");
        rules[0]!["onPodConditions"]![0]!["type"]!.GetValue<string>().ShouldBe("DisruptionTarget");
        rules[1]!["action"]!.GetValue<string>().ShouldBe("FailJob");
        rules[1]!["onExitCodes"]!["containerName"]!.GetValue<string>().ShouldBe("train");
        rules[1]!["onExitCodes"]!["values"]!.AsArray().Select(code => code!.ToString()).ShouldBe(["7", .. Codes]);
    }

    [Fact]
    public void Job_in_a_queue_is_suspended_and_has_the_labels_of_Kueue()
    {
        var run = Run(Plain with { Queue = "team-a" });
        run.Metadata.Labels = new Dictionary<string, string> { ["kueue.x-k8s.io/priority-class"] = "high", ["other"] = "x" };
        var job = Job(run);
        job["spec"]!["suspend"]!.GetValue<bool>().ShouldBeTrue();
        job["metadata"]!["labels"]!["kueue.x-k8s.io/queue-name"]!.GetValue<string>().ShouldBe("team-a");
        job["metadata"]!["labels"]!["kueue.x-k8s.io/priority-class"]!.GetValue<string>().ShouldBe("high");
        job["metadata"]!["labels"]!["other"].ShouldBeNull();
        Job(Run())["spec"]!["suspend"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public void Arguments_are_left_to_expand_variables()
    {
        var train = Pod(Run(Plain with
        {
            Container = new()
            {
                Image = "x",
                Args = ["--lr",
            "$(MODELWRIGHT_PARAM_LR)"]
            }
        }))["containers"]![0]!;
        train["args"]![1]!.GetValue<string>().ShouldBe("$(MODELWRIGHT_PARAM_LR)");
        train["env"]!.AsArray().ShouldContain(variable => variable!["name"]!.GetValue<string>() == "MODELWRIGHT_PARAM_LR"
            && variable["value"]!.GetValue<string>() == "0.1");
    }
}
