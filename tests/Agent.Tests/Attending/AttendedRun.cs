using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Modelwright.Agent.Attending;
using Modelwright.Agent.Reports;
using Modelwright.Agent.Tests.Inputs;
using Modelwright.Agent.Training;
using Modelwright.Agent.Uploads;
using Modelwright.Artifacts;
using Modelwright.Testing;

namespace Modelwright.Agent.Tests.Attending;

/// <summary>A run that is attended in this process, with a folder for its output and one for its store.</summary>
internal sealed class AttendedRun : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<RunReport>? _report;

    public AttendedRun()
    {
        Directory.CreateDirectory(Output());
        Directory.CreateDirectory(Output("model"));
        Task["objective"] = new JsonObject { ["metric"] = "auc", ["direction"] = "Maximize" };
    }

    public JsonObject Task { get; } = InputRun.Task();

    public OperatorKey Key { get; } = new();

    public Func<IArtifactStore>? Store { get; set; }

    public TimeSpan UploadTimeout { get; init; } = TimeSpan.FromSeconds(60);

    public List<string> Log { get; } = [];

    public string StopFile => _folder.File("control", "stop");

    public string Output(params string[] parts) => _folder.File(["output", .. parts]);

    public string Stored(params string[] parts) => _folder.File(["store", "run", .. parts]);

    public string Folder(params string[] parts) => _folder.File(parts);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Output(file))!);
        File.WriteAllText(Output(file), text);
    }

    /// <summary>A store in a folder of this machine.</summary>
    public IArtifactStore LocalStore()
    {
        var rules = new ArtifactUriRules { AllowFile = true, AllowFolder = true };
        ArtifactUri.TryParse($"file://{Stored()}/", rules, out var uri, out var error).ShouldBeTrue(error);
        return new LocalStore(uri!, Stored(), _folder.Path);
    }

    /// <summary>Starts to attend; the port answers when this returns.</summary>
    public async Task<Uri> StartAsync(bool withKey = true)
    {
        var (task, error) = TaskReader.Read(Task.ToJsonString());
        error.ShouldBeNull();
        var options = new AttendOptions
        {
            OutputFolder = Output(),
            StopFile = StopFile,
            BindAddress = IPAddress.Loopback,
            Port = 0,
            PublicKeyPem = withKey ? Key.PublicPem : null,
            Interval = TimeSpan.FromMilliseconds(10),
            UploadTimeout = UploadTimeout,
        };
        var attendant = new Attendant(task!, options, TimeProvider.System, new Random(1), Log.Add);
        _report = System.Threading.Tasks.Task.Run(() => attendant.RunAsync(Store ?? LocalStore, _port.SetResult, _ended.Token));
        var first = await System.Threading.Tasks.Task.WhenAny(_port.Task, _report).WaitAsync(TimeSpan.FromSeconds(60));
        if (first == _report) await _report;
        return new Uri($"http://127.0.0.1:{await _port.Task}");
    }

    /// <summary>The container has ended: the final report.</summary>
    public async Task<RunReport> EndAsync()
    {
        if (_report is null) await StartAsync();
        await _ended.CancelAsync();
        return await _report!.WaitAsync(TimeSpan.FromSeconds(120));
    }

    public static async Task Until(Func<Task<bool>> condition, string what)
    {
        var deadline = Stopwatch.StartNew();
        while (!await condition())
        {
            deadline.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60), what);
            await System.Threading.Tasks.Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        if (_report is not null) await _report.ContinueWith(_ => { }, TaskScheduler.Default);
        _ended.Dispose();
        Key.Dispose();
        _folder.Dispose();
    }
}
