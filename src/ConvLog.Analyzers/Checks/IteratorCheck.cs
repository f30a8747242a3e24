using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0015: a function event that is current in an iterator when it yields. It does not stay current after the yield.</summary>
internal static class IteratorCheck
{
    public static void Run(OperationAnalysisContext context, KnownTypes types)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (types.Is(invocation.TargetMethod.ContainingType, types.Conversation) && invocation.TargetMethod.Name is "BeginFunction"
            && YieldsIn(Scope(invocation), behind: invocation))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.EventInIterator, invocation.Syntax.GetLocation()));
        }
    }

    // The block at whose end a using ends, otherwise the function.
    private static IOperation Scope(IInvocationOperation invocation)
    {
        IOperation scope = invocation;
        bool isUsing = false;
        foreach (var around in invocation.Ancestors())
        {
            scope = around;
            isUsing |= around is IUsingDeclarationOperation;
            if (around is IUsingOperation or IAnonymousFunctionOperation or ILocalFunctionOperation || (isUsing && around is IBlockOperation))
            {
                break;
            }
        }

        return scope;
    }

    private static bool YieldsIn(IOperation scope, IInvocationOperation behind)
    {
        foreach (var child in scope.ChildOperations)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                continue;
            }

            if ((child.Kind == OperationKind.YieldReturn && child.Syntax.SpanStart > behind.Syntax.SpanStart) || YieldsIn(child, behind))
            {
                return true;
            }
        }

        return false;
    }
}
