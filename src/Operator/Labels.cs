namespace Modelwright.Operator;

/// <summary>Labels and annotations that the operator writes and reads.</summary>
public static class Labels
{
    /// <summary>The recommended label for the tool that manages an object; on everything that the operator makes.</summary>
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>The value of <see cref="ManagedBy"/>.</summary>
    public const string ManagedByValue = "modelwright";

    /// <summary>The recommended label for the program: <see cref="ModelServer"/> or <see cref="Router"/>.</summary>
    public const string Name = "app.kubernetes.io/name";

    /// <summary>The recommended label for the instance: the Model's name.</summary>
    public const string Instance = "app.kubernetes.io/instance";

    /// <summary>The value of <see cref="Name"/> on serving pods.</summary>
    public const string ModelServer = "model-server";

    /// <summary>The value of <see cref="Name"/> on router pods.</summary>
    public const string Router = "router";

    /// <summary>The Model's name, on its children and their pods.</summary>
    public const string Model = "modelwright.io/model";

    /// <summary>The revision's name, on its children and their pods.</summary>
    public const string Revision = "modelwright.io/revision";

    /// <summary>
    /// On Deployments, <see cref="ModelServer"/> or <see cref="Router"/>: what the operator finds them by. The recommended labels are
    /// everybody's; Helm, for one, sets <see cref="ManagedBy"/> on what it adopts.
    /// </summary>
    public const string Component = "modelwright.io/component";

    /// <summary>The ModelVersion's name, on the pod that verifies it.</summary>
    public const string Version = "modelwright.io/version";

    /// <summary>Annotation of a Model's Service: the route table that the routers are meant to follow, as JSON.</summary>
    public const string Route = "modelwright.io/route";

    /// <summary>
    /// Annotation of a Model's Service: the provider by which it selects, and after a comma one of which something may be left; nothing for
    /// the Router.
    /// </summary>
    public const string Provider = "modelwright.io/provider";

    /// <summary>Annotation of a Model's HTTPRoute: the number of the route that it was written for.</summary>
    public const string RouteRevision = "modelwright.io/route-revision";

    /// <summary>
    /// Annotation of a Deployment: the pod template as it was built, as JSON, so that an operator upgrade is told from an edit.
    /// </summary>
    public const string Template = "modelwright.io/template";

    /// <summary>Annotation of a Deployment: the hash of <see cref="Template"/>; a record without it does not count.</summary>
    public const string TemplateHash = "modelwright.io/template-hash";

    /// <summary>The value of <see cref="Name"/> on a run's Job and pods.</summary>
    public const string Training = "training";

    /// <summary>The TrainingRun's name, on its Job, its pods and the ModelVersion it ended in.</summary>
    public const string Run = "modelwright.io/run";

    /// <summary>The run that a run is done again to be compared with.</summary>
    public const string Reproduces = "modelwright.io/reproduces";

    /// <summary>The Experiment's name, on its runs, their Jobs and pods and the ModelVersions they ended in.</summary>
    public const string Experiment = "modelwright.io/experiment";

    /// <summary>
    /// Annotation of an Experiment's run: its place in the search, as JSON (<c>number</c>, and where there are such <c>rung</c>,
    /// <c>bracket</c>, <c>from</c> and <c>resource</c>).
    /// </summary>
    public const string Search = "modelwright.io/search";

    /// <summary>The Dataset's name, on the pod that looks at its source.</summary>
    public const string Dataset = "modelwright.io/dataset";

    /// <summary>Annotation of a Dataset: any new value asks for a look at once. On the pod of that look: the same.</summary>
    public const string Refresh = "modelwright.io/refresh";

    /// <summary>Annotation of a pod that looks at a source: the digest of what the spec asked.</summary>
    public const string SpecDigest = "modelwright.io/spec-digest";

    /// <summary>Annotation of a pod that looks at a source: the digest of what it keeps when it clears old copies away.</summary>
    public const string Sweep = "modelwright.io/sweep";

    /// <summary>Annotation of a pod that runs the containers of checks: the version's digest.</summary>
    public const string CheckedVersion = "modelwright.io/checked-version";

    /// <summary>Annotation of such a pod: the checks' names, in the order of its containers, with commas.</summary>
    public const string Checks = "modelwright.io/checks";

    /// <summary>Annotation of such a pod: 1 for the first, one more after each that did not work.</summary>
    public const string Attempt = "modelwright.io/attempt";

    /// <summary>The RetrainPolicy's name, on its runs and Promotions.</summary>
    public const string Policy = "modelwright.io/retrain-policy";

    /// <summary>The prefix of Kueue's labels.</summary>
    public const string KueuePrefix = "kueue.x-k8s.io/";

    /// <summary>Kueue's label for the queue that a Job waits in.</summary>
    public const string KueueQueue = "kueue.x-k8s.io/queue-name";
}
