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
        var operation = ((IExpressionStatementOperation)context.Operation).Operation.Plain();
        operation = operation is IAwaitOperation awaited ? awaited.Operation.Plain() : operation;
        operation = operation is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } instance } ? instance.Plain() : operation;
        operation = operation is IConditionalAccessOperation access ? access.WhenNotNull.Plain() : operation;
        if (operation is IInvocationOperation { TargetMethod.Name: "FlushAsync" } flush && types.Is(flush.Type.Content(), types.FlushResult))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.FlushResultIgnored, flush.Syntax.GetLocation()));
        }
    }
}
