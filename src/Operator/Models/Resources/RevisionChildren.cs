using System.Text.Json.Nodes;
using k8s.Models;
using Modelwright.Operator.Models.Planning;
using Modelwright.Runtime.Api;
using Modelwright.Runtime.Planning;

namespace Modelwright.Operator.Models.Resources;

/// <summary>A retained revision's snapshot and Deployment: the same template in both.</summary>
internal sealed class RevisionChildren
{
    private readonly ModelDecision decision;
    private readonly RevisionView view;
    private readonly JsonObject template;

    public RevisionChildren(ModelDecision decision, RevisionView view)
    {
        (this.decision, this.view) = (decision, view);
        template = RevisionDeployment.Template(decision.Observed.Model, view, decision.Observed.Settings);
        var written = decision.Observed.Snapshots.FirstOrDefault(fact => fact.Name == view.Name);
        var data = written is null ? RevisionSnapshot.Data(view, template)
            : written.Content?.Holds(template) == true ? (JsonObject)written.Data!.DeepClone()
            : null;
        Snapshot = data is null ? null : new(ResourceType.Of<V1ControllerRevision>(),
            RevisionSnapshot.Build(decision.Observed.Model, view.Name, data, decision.Numbers[view.Name]));
    }

    /// <summary>
    /// The snapshot. Null where there is one of something else: nobody may change that one, so it is pruned, and the next plan writes it.
    /// </summary>
    public Apply? Snapshot { get; }

    /// <summary>The Deployment.</summary>
    public Apply Deployment => new(ResourceType.Of<V1Deployment>(),
        RevisionDeployment.Build(decision.Observed.Model, view.Name, decision.Scale.Replicas(view), template));

    /// <summary>
    /// It is made or kept: not before its service account, without which a real cluster makes no pods, nor before its snapshot.
    /// </summary>
    public bool Due => view.Deployment is not null || (decision.Observed.AccountExists && Snapshot is not null);

    /// <summary>
    /// It comes after the route: pods are taken away when nothing leads to them any more. And what comes back waits until requests go to
    /// who can answer: a revision that has requests and no pods would look as if it were down.
    /// </summary>
    public bool Last => decision.Scale.Replicas(view) < view.Wanted || view is { Deployment: null, Served: true };
}
