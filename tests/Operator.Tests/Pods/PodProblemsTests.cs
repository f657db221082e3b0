using k8s.Models;
using Modelwright.Crds.Models;
using Modelwright.Operator.Pods;

namespace Modelwright.Operator.Tests.Pods;

public sealed class PodProblemsTests
{
    private const string Fetch = Names.FetchContainer;
    private const string Server = Names.ServerContainer;

    private static V1Pod Pod(V1ContainerStatus? fetch, V1ContainerStatus? server = null, string phase = "Pending") => new()
    {
        Metadata = new V1ObjectMeta { Name = "fraud-1-x" },
        Status = new V1PodStatus
        {
            Phase = phase,
            InitContainerStatuses = fetch is null ? null : [fetch],
            ContainerStatuses = server is null ? null : [server],
        },
    };

    private static V1ContainerStatus Status(string name, V1ContainerState? now, V1ContainerState? before = null, bool ready = false) =>
        new() { Name = name, Ready = ready, Image = "image", ImageID = "", RestartCount = 0, State = now, LastState = before };

    private static V1ContainerState Ended(int exit, string? message = null, string? reason = null) =>
        new() { Terminated = new V1ContainerStateTerminated { ExitCode = exit, Message = message, Reason = reason } };

    private static V1ContainerState Waiting(string reason, string? message = null) =>
        new() { Waiting = new V1ContainerStateWaiting { Reason = reason, Message = message } };

    private static V1ContainerState Running() => new() { Running = new V1ContainerStateRunning() };

    private static V1ContainerStatus Fetched() => Status(Fetch, Ended(0, """{"digest":"sha256:aa","bytes":1}"""));

    [Theory]
    [InlineData("InvalidUri", ModelReasons.InvalidUri, true)]
    [InlineData("NotFound", ModelReasons.NotFound, true)]
    [InlineData("AccessDenied", ModelReasons.AccessDenied, true)]
    [InlineData("DigestMismatch", ModelReasons.DigestMismatch, true)]
    [InlineData("TooLarge", ModelReasons.TooLarge, true)]
    [InlineData("Unreachable", ModelReasons.Unreachable, false)]
    [InlineData("Failed", ModelReasons.FetchFailed, false)]
    [InlineData("SomethingNew", ModelReasons.FetchFailed, false)]
    public void Of_a_failed_fetch_is_the_agents_reason(string said, string reason, bool needsAction)
    {
        var problem = PodProblems.Of(Pod(Status(Fetch, Ended(1, $$"""{"reason":"{{said}}","message":"the file\nis not it"}"""))))!;
        (problem.Reason, problem.NeedsAction).ShouldBe((reason, needsAction));
        problem.Message.ShouldBe("pod fraud-1-x: fetching the model failed: the file is not it");
    }

    [Fact]
    public void Of_a_failed_fetch_does_not_blink_between_tries()
    {
        var failure = Ended(1, """{"reason":"NotFound","message":"404"}""");
        PodProblems.Of(Pod(Status(Fetch, Waiting("CrashLoopBackOff"), failure)))!.Reason.ShouldBe(ModelReasons.NotFound);
        PodProblems.Of(Pod(Status(Fetch, Running(), failure)))!.Reason.ShouldBe(ModelReasons.NotFound);
        PodProblems.Of(Pod(Status(Fetch, Ended(0), failure))).ShouldBeNull();
    }

    [Theory]
    [InlineData("ModelRefused", ModelReasons.ModelRefused, true)]
    [InlineData("ModelLoadFailed", ModelReasons.ModelLoadFailed, true)]
    public void Of_a_refused_model_is_the_servers_reason(string said, string reason, bool needsAction)
    {
        var ended = Ended(3, $$"""{"reason":"{{said}}","message":"external data"}""");
        foreach (var status in new[] { Status(Server, ended), Status(Server, Waiting("CrashLoopBackOff"), ended),
            Status(Server, Running(), ended) })
        {
            var problem = PodProblems.Of(Pod(Fetched(), status))!;
            (problem.Reason, problem.NeedsAction).ShouldBe((reason, needsAction));
        }
    }

    [Fact]
    public void Of_a_server_that_dies_for_another_reason_has_the_end_of_its_log()
    {
        var problem = PodProblems.Of(Pod(Fetched(), Status(Server, Waiting("CrashLoopBackOff"), Ended(137, null, "OOMKilled"))))!;
        problem.Reason.ShouldBe(ModelReasons.MinimumReplicasUnavailable);
        problem.Message.ShouldContain("OOMKilled, exit code 137");
        PodProblems.Of(Pod(Fetched(), Status(Server, Ended(1, "Traceback:\n  no such module"))))!.Message.ShouldContain("no such module");
    }

    [Theory]
    [InlineData("ImagePullBackOff")]
    [InlineData("ErrImagePull")]
    [InlineData("InvalidImageName")]
    [InlineData("CreateContainerConfigError")]
    public void Of_a_container_that_cannot_start_says_what_it_waits_for(string reason)
    {
        PodProblems.Of(Pod(Status(Fetch, Waiting(reason, "secret \"s\" not found"))))!.Message.ShouldContain(
            $"container fetch waits ({reason}): secret \"s\" not found");
        PodProblems.Of(Pod(Fetched(), Status(Server, Waiting(reason))))!.Message.ShouldContain("image image");
    }

    [Fact]
    public void Of_a_pod_on_its_way_is_nothing()
    {
        PodProblems.Of(Pod(null)).ShouldBeNull();
        PodProblems.Of(Pod(Status(Fetch, Waiting("PodInitializing")))).ShouldBeNull();
        PodProblems.Of(Pod(Status(Fetch, Running()))).ShouldBeNull();
        PodProblems.Of(Pod(Fetched(), Status(Server, Waiting("ContainerCreating")))).ShouldBeNull();
        PodProblems.Of(Pod(Fetched(), Status(Server, Running()))).ShouldBeNull();
        PodProblems.Of(Pod(Fetched(), Status(Server, Running(), Ended(3, """{"reason":"ModelRefused"}"""), ready: true))).ShouldBeNull();
    }

    [Fact]
    public void Of_a_pod_that_no_node_takes_says_so()
    {
        var pod = Pod(null);
        pod.Status.Conditions = [new V1PodCondition { Type = "PodScheduled", Status = "False", Reason = "Unschedulable",
            Message = "0/3 nodes: insufficient nvidia.com/gpu" }];
        PodProblems.Of(pod)!.Message.ShouldContain("insufficient nvidia.com/gpu");
    }

    [Fact]
    public void Of_a_pod_that_is_being_deleted_is_nothing()
    {
        var pod = Pod(Status(Fetch, Ended(1)));
        pod.Metadata.DeletionTimestamp = DateTime.UnixEpoch;
        PodProblems.Of(pod).ShouldBeNull();
    }
}
