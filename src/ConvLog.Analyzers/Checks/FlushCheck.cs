using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0012: a flush whose result is ignored. A discard makes that explicit.</summary>
internal static class FlushCheck
{
    public static void Run(OperationAnalysisContext context, KnownTypes types)
    {
        var operation = ((IExpressionStatementOperation)context.Operation).Operation.WithoutConversions();
        operation = operation is IAwaitOperation awaited ? awaited.Operation.WithoutConversions() : operation;
        operation = operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } instance } ? instance.WithoutConversions()
            : operation;
        operation = operation is IConditionalAccessOperation access ? access.WhenNotNull.WithoutConversions() : operation;
        if (operation is IInvocationOperation { TargetMethod.Name: "FlushAsync" } flush && types.Is(flush.Type.Content(), types.FlushResult))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.FlushResultIgnored, flush.Syntax.GetLocation()));
        }
    }
}
