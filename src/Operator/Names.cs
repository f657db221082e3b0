namespace Modelwright.Operator;

/// <summary>Names, ports and paths that programs of the project agree on (docs/contracts.md).</summary>
public static class Names
{
    /// <summary>The Deployment and the ServiceAccount of a namespace's routers.</summary>
    public const string Router = "modelwright-router";

    /// <summary>The ConfigMap that routers read at a cold start; one key <c>MODEL.json</c> per Model.</summary>
    public const string Routes = "modelwright-routes";

    /// <summary>The ServiceAccount of serving pods: no rights, no token.</summary>
    public const string ServingAccount = "modelwright-serving";

    /// <summary>The init container that fetches and verifies the model.</summary>
    public const string FetchContainer = "fetch";

    /// <summary>The container that serves the model.</summary>
    public const string ServerContainer = "server";

    /// <summary>The port that serves requests, by name.</summary>
    public const string HttpPort = "http";

    /// <summary>The port of metrics, health and, on routers, routes, by name.</summary>
    public const string AdminPort = "admin";

    /// <summary>The number of <see cref="HttpPort"/>.</summary>
    public const int HttpPortNumber = 8080;

    /// <summary>The number of <see cref="AdminPort"/>.</summary>
    public const int AdminPortNumber = 8081;

    /// <summary>Where the fetched model lies, in both containers.</summary>
    public const string ModelFolder = "/modelwright/model";

    /// <summary>Where a claim of a <c>pvc://</c> URI is mounted.</summary>
    public const string SourceFolder = "/modelwright/source";

    /// <summary>Where the claim of a version's profile is mounted, if it is not the model's.</summary>
    public const string ProfileSourceFolder = "/modelwright/profile-source";

    /// <summary>Where the Secret with the keys of feedback is mounted.</summary>
    public const string FeedbackFolder = "/modelwright/feedback";

    /// <summary>The key of that Secret.</summary>
    public const string FeedbackKey = "key";

    /// <summary>Where the claim of a store is mounted.</summary>
    public const string StoreFolder = "/modelwright/store";

    /// <summary>The container that looks at a Dataset's source.</summary>
    public const string LookContainer = "look";

    /// <summary>Where the ConfigMap with a pinned digest is mounted.</summary>
    public const string PinFolder = "/modelwright/pin";

    /// <summary>The key of that ConfigMap.</summary>
    public const string PinKey = "digest";

    /// <summary>Where routers find the routes of a cold start.</summary>
    public const string RoutesFolder = "/modelwright/routes";

    /// <summary>The ServiceAccount of training pods: no rights, no token.</summary>
    public const string TrainingAccount = "modelwright-training";

    /// <summary>The init container that fetches a run's inputs.</summary>
    public const string InputsContainer = "inputs";

    /// <summary>The sidecar that follows a run and uploads what it leaves.</summary>
    public const string AgentContainer = "agent";

    /// <summary>The container that trains.</summary>
    public const string TrainContainer = "train";

    /// <summary>The number of the agent's <see cref="AdminPort"/>.</summary>
    public const int AgentPortNumber = 8082;
}
