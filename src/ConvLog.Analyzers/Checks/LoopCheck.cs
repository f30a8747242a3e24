using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0007: an entry for each item of a loop, except under a condition, for a failed item, or for each attempt.</summary>
internal static class LoopCheck
{
    public static void Run(OperationAnalysisContext context, LogCall call, KnownTypes types)
    {
        IOperation inner = call.Invocation;
        foreach (var ancestor in call.Invocation.Ancestors())
        {
            switch (ancestor)
            {
                case IAnonymousFunctionOperation lambda when IsForEach(lambda):
                    Report(context, call);
                    return;
                case IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation or ICoalesceOperation or ICatchClauseOperation or IUsingOperation
                    or IAnonymousFunctionOperation or ILocalFunctionOperation or IWhileLoopOperation:
                    return;
                case ILoopOperation loop when ReferenceEquals(loop.Body, inner):
                    if (IsPerItem(loop) && !LeavesAfter(loop, call) && !BeginsScope(loop, types))
                    {
                        Report(context, call);
                    }

                    return;
            }

            inner = ancestor;
        }
    }

    // A while loop polls or retries; a for loop iterates over items if its variable is used as an index.
    private static bool IsPerItem(ILoopOperation loop) => loop switch
    {
        IForEachLoopOperation => true,
        IForLoopOperation { Locals.Length: 1 } counted => counted.Body.DescendantsAndSelf().Any(operation => Indexes(operation, counted.Locals[0])),
        _ => false,
    };

    private static bool Indexes(IOperation operation, ILocalSymbol variable)
    {
        var index = operation switch
        {
            IArrayElementReferenceOperation { Indices.Length: 1 } element => element.Indices[0],
            IPropertyReferenceOperation { Property.IsIndexer: true, Arguments.Length: 1 } property => property.Arguments[0].Value,
            _ => null,
        };
        return index?.WithoutConversions() is ILocalReferenceOperation local && SymbolEqualityComparer.Default.Equals(local.Local, variable);
    }

    // foreach (...) { Info(...); break; }: logs at most once.
    private static bool LeavesAfter(ILoopOperation loop, LogCall call)
        => loop.Body is IBlockOperation block
            && block.Operations.LastOrDefault() is IBranchOperation { BranchKind: BranchKind.Break } or IReturnOperation or IThrowOperation
            && call.Invocation.Ancestors().Contains(loop.Body);

    // foreach (var request in requests) { using var turn = conv.BeginTurn(); ... }: each item has a turn or function event of its own.
    private static bool BeginsScope(ILoopOperation loop, KnownTypes types)
        => loop.Body.DescendantsAndSelf().Any(operation
            => operation is IInvocationOperation invocation && (types.IsScope(invocation.Type) || types.IsRun(invocation.TargetMethod)));

    // guests.ForEach(guest => conv.Log.Info(...)).
    private static bool IsForEach(IAnonymousFunctionOperation lambda)
        => lambda.Ancestors().OfType<IInvocationOperation>().FirstOrDefault() is { TargetMethod.Name: "ForEach" };

    private static void Report(OperationAnalysisContext context, LogCall call)
        => context.ReportDiagnostic(Diagnostic.Create(Rules.EntryPerItem, call.Invocation.Syntax.GetLocation()));
}
