using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>How a method uses the local that holds a function event, turn or model call.</summary>
internal sealed class ScopeUses
{
    public ScopeUses(ILocalSymbol local, IOperation root)
    {
        var uses = root.DescendantsAndSelf().OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local)).ToList();
        foreach (var use in uses)
        {
            var call = MethodOn(use);
            IsDisposed |= call?.TargetMethod.Name is "Dispose";
            HasOutcome |= call?.TargetMethod.Name is "Complete" or "Fail" or "Interrupt" or "Cancel" or "Wait" or "Decide";
            Escapes |= call is null && !IsMemberOf(use);
        }

        FirstAfterEnd = uses.Where(IsAfterDispose).OrderBy(static use => use.Syntax.SpanStart).FirstOrDefault();
    }

    public bool IsDisposed { get; }

    public bool HasOutcome { get; }

    /// <summary>Whether it is returned, passed or assigned.</summary>
    public bool Escapes { get; }

    /// <summary>Its first use in a statement after the one that disposes it.</summary>
    public IOperation? FirstAfterEnd { get; }

    private static IInvocationOperation? MethodOn(IOperation use) => use.Parent switch
    {
        IInvocationOperation invocation when ReferenceEquals(invocation.Instance, use) => invocation,
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation invocation } => invocation,
        _ => null,
    };

    // call.Log, call?.Log, call.Id; also nameof(call), which is a constant.
    private static bool IsMemberOf(IOperation use)
        => use.Parent is IMemberReferenceOperation or INameOfOperation or IConditionalAccessOperation
            || (use.Parent is IInvocationOperation { TargetMethod.IsExtensionMethod: false } invocation && ReferenceEquals(invocation.Instance, use))
            || (use.Parent is IUsingOperation or IIsPatternOperation or IBinaryOperation);

    private static bool IsAfterDispose(ILocalReferenceOperation use)
    {
        IOperation statement = use;
        while (statement.Parent is { } parent && parent is not IBlockOperation)
        {
            statement = parent;
        }

        return MethodOn(use)?.TargetMethod.Name is not "Dispose" && statement.Parent is IBlockOperation block
            && block.Operations.TakeWhile(before => !ReferenceEquals(before, statement)).Any(before => before is IExpressionStatementOperation
            {
                Operation: IInvocationOperation { TargetMethod.Name: "Dispose", Instance: ILocalReferenceOperation ended },
            } && SymbolEqualityComparer.Default.Equals(ended.Local, use.Local));
    }
}
