using Xunit.Sdk;

namespace ConvLog.StoreContract;

/// <summary>
/// A test that needs capabilities of the store. It does not exist for a store without one of them, see <see cref="StoreUnderTestAttribute"/>.
/// </summary>
[XunitTestCaseDiscoverer("ConvLog.StoreContract.CapabilityFactDiscoverer", "ConvLog.StoreContract")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class CapabilityFactAttribute(params Type[] needs) : FactAttribute
{
    /// <summary>The interfaces that the store must implement.</summary>
    public IReadOnlyList<Type> Needs { get; } = needs;
}
