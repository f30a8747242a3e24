using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("ConvLog.PostgreSql.Tests.Support.ServerTestFramework", "ConvLog.PostgreSql.Tests")]

namespace ConvLog.PostgreSql.Tests.Support;

/// <summary>
/// Leaves two thirds of the contract's tests to CI, because the usual run has them for the other stores, and tests that
/// <see cref="UsualRunAttribute"/> does not name to the long campaign. Skips, with the reason, every test whose server is not available on this machine.
/// Attributes of the tests cannot do this, because contract tests are inherited from classes that do not depend on a server.
/// </summary>
/// <param name="messages">Where diagnostics go.</param>
public sealed class ServerTestFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assemblyInfo)
        => new Discoverer(assemblyInfo, SourceInformationProvider, DiagnosticMessageSink);

    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName)
        => new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Discoverer(IAssemblyInfo assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkDiscoverer(assembly, sources, messages)
    {
        protected override bool FindTestsForMethod(ITestMethod testMethod, bool includeSourceInformation, IMessageBus messageBus,
            ITestFrameworkDiscoveryOptions discoveryOptions)
            => base.FindTestsForMethod(
                testMethod, includeSourceInformation, RunsInCi(testMethod) ? new CiMessageBus(messageBus) : messageBus, discoveryOptions);

        // Of the contract tests that a class inherits, every third method runs.
        private static bool RunsInCi(ITestMethod test)
            => test.Method is IReflectionMethodInfo { MethodInfo: var method }
                && !Equals(method.DeclaringType, method.ReflectedType)
                && test.TestClass.Class.GetMethods(includePrivateMethods: false).Select(static each => each.Name).Order(StringComparer.Ordinal).ToList()
                    .IndexOf(method.Name) % 3 != 0;
    }

    // Adds the trait to tests before they are reported.
    private sealed class CiMessageBus(IMessageBus inner) : IMessageBus
    {
        public bool QueueMessage(IMessageSinkMessage message)
        {
            if (message is ITestCaseDiscoveryMessage { TestCase: var test })
            {
                test.Traits[CiRun.Trait] = [CiRun.Only];
            }

            return inner.QueueMessage(message);
        }

        public void Dispose()
        {
            // It belongs to the caller.
        }
    }

    private sealed class Executor(AssemblyName assemblyName, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkExecutor(assemblyName, sources, messages)
    {
        protected override void RunTestCases(IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions)
            => base.RunTestCases(testCases.Where(Runs).Select(WithReason), executionMessageSink, executionOptions);

        private static bool Runs(IXunitTestCase test)
            => LongCampaign.IsOn
                || test.TestMethod.TestClass.Class is not IReflectionTypeInfo { Type: var type }
                || type.GetCustomAttribute<UsualRunAttribute>() is not { } usual
                || usual.Tests.Contains(test.TestMethod.Method.Name, StringComparer.Ordinal);

        private IXunitTestCase WithReason(IXunitTestCase test)
        {
            var needs = test.TestMethod.TestClass.Class is IReflectionTypeInfo { Type: var type } ? NeedsOf(type) : ServerNeeds.Any;
            return test.SkipReason is null && PostgresServer.Lacks(needs) is { } reason
                ? new XunitSkippedDataRowTestCase(DiagnosticMessageSink, TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, test.TestMethod,
                reason, test.TestMethodArguments)
                : test;
        }

        // The attribute of the class, or of the class around it.
        private static ServerNeeds NeedsOf(Type? type)
            => type is null ? ServerNeeds.Any : type.GetCustomAttribute<NeedsAttribute>()?.Needs ?? NeedsOf(type.DeclaringType);
    }
}
