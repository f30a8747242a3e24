using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ConvLog.StoreContract;

/// <summary>A test that needs capabilities of the store: it is skipped for a store without one of them, see <see cref="StoreUnderTestAttribute"/>.</summary>
[XunitTestCaseDiscoverer("ConvLog.StoreContract.CapabilityFactDiscoverer", "ConvLog.StoreContract")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class CapabilityFactAttribute(params Type[] needs) : FactAttribute
{
    /// <summary>The interfaces that the store must implement.</summary>
    public IReadOnlyList<Type> Needs { get; } = needs;
}

/// <summary>Names the store of the contract tests that are nested in a class. Without it, a store is expected to have all capabilities.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StoreUnderTestAttribute(Type store) : Attribute
{
    /// <summary>The store.</summary>
    public Type Store { get; } = store;
}

/// <summary>Creates the test cases of <see cref="CapabilityFactAttribute"/>.</summary>
public sealed class CapabilityFactDiscoverer(IMessageSink diagnostics) : FactDiscoverer(diagnostics)
{
    /// <inheritdoc/>
    protected override IXunitTestCase CreateTestCase(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
        => new CapabilityTestCase(
            DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

/// <summary>A test that is skipped for a store without the capabilities that it needs.</summary>
public sealed class CapabilityTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Called by the deserializer only.")]
    public CapabilityTestCase()
    {
    }

    public CapabilityTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(diagnostics, display, options, testMethod)
    {
    }

    /// <inheritdoc/>
    protected override string? GetSkipReason(IAttributeInfo factAttribute)
    {
        var needs = (Type[])factAttribute.GetConstructorArguments().Single();
        var store = TestMethod.TestClass.Class.ToRuntimeType().DeclaringType?.GetCustomAttributes(typeof(StoreUnderTestAttribute), inherit: false)
            .Cast<StoreUnderTestAttribute>().SingleOrDefault()?.Store;
        var absent = Array.Find(needs, need => store?.IsAssignableTo(need) is false);
        return absent is null ? base.GetSkipReason(factAttribute) : $"{store!.Name} does not implement {absent.Name}.";
    }
}
