using Xunit.Abstractions;
using Xunit.Sdk;

namespace ConvLog.StoreContract;

/// <summary>Creates the test cases of <see cref="CapabilityFactAttribute"/>.</summary>
public sealed class CapabilityFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
        => new CapabilityTestCase(
            DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}
