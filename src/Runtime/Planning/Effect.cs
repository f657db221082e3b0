using System.Text.Json.Serialization;

namespace Modelwright.Runtime.Planning;

/// <summary>One thing a plan wants done. Effects are data: they serialise, and nothing happens before the executor runs them.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "effect")]
[JsonDerivedType(typeof(Apply), "apply")]
[JsonDerivedType(typeof(Delete), "delete")]
[JsonDerivedType(typeof(PatchStatus), "patchStatus")]
[JsonDerivedType(typeof(SetFinalizer), "setFinalizer")]
[JsonDerivedType(typeof(Emit), "emit")]
[JsonDerivedType(typeof(External), "external")]
public abstract record Effect;
