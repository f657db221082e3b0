using System.Text.Json.Nodes;
using Modelwright.LocalCluster.Api;
using Modelwright.LocalCluster.Selectors;

namespace Modelwright.LocalCluster.Resources;

/// <summary>What is particular to one kind. All methods are pure; objects are private copies and may be changed.</summary>
public abstract class KindRules
{
    /// <summary>No particular rules.</summary>
    public static KindRules None { get; } = new NoRules();

    /// <summary>Whether a change of labels or annotations also moves <c>metadata.generation</c>.</summary>
    public virtual bool AnnotationsMoveGeneration => false;

    /// <summary>Whether objects of the kind have a generation at all.</summary>
    public virtual bool HasGeneration => true;

    /// <summary>Whether a status sent with a create is kept although <c>/status</c> exists.</summary>
    public virtual bool KeepsStatusOnCreate => false;

    /// <summary>What is wrong with an object's name, or null.</summary>
    public virtual string? NameProblem(string name) => Names.IsSubdomain(name) ? null : Names.SubdomainForm;

    /// <summary>Fills in what the API documents as defaults.</summary>
    public virtual void Default(JsonObject value)
    {
    }

    /// <summary>Sets what only the server may set, on create.</summary>
    public virtual void PrepareForCreate(JsonObject value, KindContext context)
    {
    }

    /// <summary>Restores what a client may not change, on update of the main resource.</summary>
    public virtual void PrepareForUpdate(JsonObject value, JsonObject old, KindContext context)
    {
    }

    /// <summary>How many seconds an object lives on after its deletion was asked for.</summary>
    public virtual long GracePeriod(JsonObject value, long? asked) => 0;

    /// <summary>Whether something besides finalizers keeps a deleted object, as a namespace's content does.</summary>
    public virtual bool HoldsDeletion(JsonObject value) => false;

    /// <summary>
    /// What becomes of dependents when a client does not say, and a warning about it; null: they are deleted in the background.
    /// </summary>
    public virtual (string Policy, string Warning)? DefaultPropagation => null;

    /// <summary>Refuses a deletion by throwing.</summary>
    public virtual void CheckDelete(JsonObject value)
    {
    }

    /// <summary>Marks an object whose deletion begins.</summary>
    public virtual void PrepareForDeletion(JsonObject value, KindContext context)
    {
    }

    /// <summary>Reports what is wrong; <paramref name="old"/> is null on create.</summary>
    public virtual void Validate(JsonObject value, JsonObject? old, ICollection<FieldError> errors)
    {
    }

    private sealed class NoRules : KindRules;
}
