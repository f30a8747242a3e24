using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ConvLog.StoreContract;

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
