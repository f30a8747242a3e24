namespace ConvLog.StoreContract;

/// <summary>Names the store of the contract tests that are nested in a class. Without it, a store is expected to have all capabilities.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StoreUnderTestAttribute(Type store) : Attribute
{
    /// <summary>The store.</summary>
    public Type Store { get; } = store;
}
