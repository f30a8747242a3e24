using Xunit.Abstractions;
using Xunit.Sdk;

namespace ConvLog.StoreContract;

/// <summary>Finds the tests of <see cref="CapabilityFactAttribute"/>, without those that need a capability that the store under test does not have.</summary>
public sealed class CapabilityFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    public override IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var needs = (Type[])factAttribute.GetConstructorArguments().Single();
        var store = testMethod.TestClass.Class.ToRuntimeType().DeclaringType?.GetCustomAttributes(typeof(StoreUnderTestAttribute), inherit: false)
            .Cast<StoreUnderTestAttribute>().SingleOrDefault()?.Store;
        return Array.Exists(needs, need => store?.IsAssignableTo(need) is false) ? [] : base.Discover(discoveryOptions, testMethod, factAttribute);
    }
}
