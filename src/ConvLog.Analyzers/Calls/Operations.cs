using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Calls;

internal static class Operations
{
    /// <summary>The operation without surrounding conversions and parentheses.</summary>
    public static IOperation WithoutConversions(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>The text, if it is a constant.</summary>
    public static string? Text(this IOperation? operation) => operation?.ConstantValue is { HasValue: true, Value: string text } ? text : null;

    /// <summary>The initializer of a local, unless it is assigned again.</summary>
    public static IOperation? Initializer(this ILocalReferenceOperation reference)
    {
        var root = reference.Root();
        IOperation? found = null;
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local))
            {
                found = declarator.GetVariableInitializer()?.Value;
            }
            else if (operation is IAssignmentOperation { Target: ILocalReferenceOperation target }
                && SymbolEqualityComparer.Default.Equals(target.Local, reference.Local))
            {
                return null;
            }
        }

        return found;
    }

    /// <summary>All values of a local, from its declaration and assignments; null for values that cannot be seen, such as those from <c>out</c>.</summary>
    public static IEnumerable<IOperation?> Values(this ILocalReferenceOperation reference)
    {
        foreach (var operation in reference.Root().DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local):
                    if (declarator.GetVariableInitializer()?.Value is { } initializer)
                    {
                        yield return initializer;
                    }

                    break;
                case ISimpleAssignmentOperation or ICompoundAssignmentOperation or ICoalesceAssignmentOperation
                    when operation is IAssignmentOperation { Target: ILocalReferenceOperation target } assignment
                        && SymbolEqualityComparer.Default.Equals(target.Local, reference.Local):
                    yield return assignment.Value;
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref, Value: ILocalReferenceOperation given }
                    when SymbolEqualityComparer.Default.Equals(given.Local, reference.Local):
                    yield return null;
                    break;
            }
        }
    }

    /// <summary>The body that contains it, or the initializer of a member.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    public static IEnumerable<IOperation> Ancestors(this IOperation operation)
    {
        for (var parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            yield return parent;
        }
    }
}
