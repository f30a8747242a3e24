using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0011: a failure that is caught in a function and leaves no trace.</summary>
internal static class CatchCheck
{
    public static void Run(OperationAnalysisContext context, KnownTypes types)
    {
        var clause = (ICatchClauseOperation)context.Operation;
        if (clause.ExceptionType.Name is not ("OperationCanceledException" or "TaskCanceledException")
            && IsInFunction(clause, types) && !LeavesTrace(clause, types))
        {
            var at = clause.Syntax is CatchClauseSyntax syntax ? syntax.CatchKeyword.GetLocation() : clause.Syntax.GetLocation();
            context.ReportDiagnostic(Diagnostic.Create(Rules.SilentCatch, at));
        }
    }

    /// <summary>Whether the failure leaves a trace: it is logged, rethrown or used, or the function fails.</summary>
    public static bool LeavesTrace(ICatchClauseOperation clause, KnownTypes types)
    {
        var exception = (clause.ExceptionDeclarationOrExpression as IVariableDeclaratorOperation)?.Symbol;
        return clause.Handler.DescendantsAndSelf().Any(operation => operation switch
        {
            IThrowOperation => true,
            ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, exception),
            IInvocationOperation invocation => RecordsFailure(invocation, types),
            _ => false,
        });
    }

    private static bool RecordsFailure(IInvocationOperation invocation, KnownTypes types)
        => LogCall.Logs(invocation.TargetMethod, types)
            || invocation.TargetMethod.Name is "Fail" && types.IsScope(invocation.Instance?.Type)
            || invocation.TargetMethod.ContainingType?.Name is "ILogger" or "LoggerExtensions"
            || invocation.Arguments.Any(argument => IsConvLogType(argument.Value.WithoutConversions().Type, types));

    private static bool IsConvLogType(ITypeSymbol? type, KnownTypes types)
        => types.IsScope(type) || types.Is(type, types.Conversation) || types.Is(type, types.Logger);

    // In a lambda passed to RunFunction, in a method with a parameter for its function event, or after BeginFunction.
    private static bool IsInFunction(ICatchClauseOperation clause, KnownTypes types)
    {
        IOperation inner = clause;
        foreach (var ancestor in clause.Ancestors())
        {
            switch (ancestor)
            {
                case IAnonymousFunctionOperation lambda:
                    return IsPassedToRun(lambda, types) || lambda.Symbol.Parameters.Any(parameter => types.Is(parameter.Type, types.FunctionEvent));
                case ILocalFunctionOperation local:
                    return local.Symbol.Parameters.Any(parameter => types.Is(parameter.Type, types.FunctionEvent));
                case IUsingOperation block when Begins(block.Resources, types):
                    return true;
                case IBlockOperation statements when statements.Operations.TakeWhile(before => !ReferenceEquals(before, inner)).Any(before
                    => before is IUsingDeclarationOperation or IVariableDeclarationGroupOperation && Begins(before, types)):
                    return true;
            }

            inner = ancestor;
        }

        return clause.SemanticModel?.GetEnclosingSymbol(clause.Syntax.SpanStart) is IMethodSymbol method
            && method.Parameters.Any(parameter => types.Is(parameter.Type, types.FunctionEvent));
    }

    private static bool Begins(IOperation operation, KnownTypes types)
        => operation.DescendantsAndSelf().Any(part => part is IInvocationOperation { TargetMethod.Name: "BeginFunction" } invocation
            && types.Is(invocation.Type, types.FunctionEvent));

    private static bool IsPassedToRun(IAnonymousFunctionOperation lambda, KnownTypes types)
        => lambda.Ancestors().OfType<IInvocationOperation>().FirstOrDefault() is { } invocation
            && types.IsRun(invocation.TargetMethod);
}
