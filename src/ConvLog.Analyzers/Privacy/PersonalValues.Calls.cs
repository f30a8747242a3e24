using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Privacy;

/// <content>Results of methods: those of .NET depend on their receiver and arguments, those of the project on their bodies.</content>
internal sealed partial class PersonalValues
{
    private Finding OfInvocation(IInvocationOperation invocation, Arguments arguments, int depth)
    {
        var method = invocation.TargetMethod;
        if (Cleaners.Hides(method.Name))
        {
            return Finding.Clean;
        }

        bool isText = method.ContainingType?.SpecialType is SpecialType.System_String or SpecialType.System_Object or SpecialType.System_ValueType;
        if (isText || (method.ContainingType is { } container && container.IsOfSystem()))
        {
            return Cleaners.Measures(method.Name) || ReturnsTypeNameOnly(invocation) ? Finding.Clean
                : Claims.Find(invocation, settings.Names) ?? OfReceiverAndArguments(invocation, arguments, depth);
        }

        var inside = OfHelper(invocation, arguments, depth);
        if (!inside.IsUnknown)
        {
            return inside;
        }

        if (settings.Names.Matches(Cleaners.WithoutVerb(method.Name)) || _types.IsMarked(method))
        {
            return Finding.Personal(method.Name + "()");
        }

        return OfType(invocation.Type);
    }

    // The text of an object that does not override ToString.
    private static bool ReturnsTypeNameOnly(IInvocationOperation invocation)
        => invocation is { TargetMethod: { Name: "ToString", ContainingType.SpecialType: SpecialType.System_Object or SpecialType.System_ValueType } }
            && invocation.Instance?.WithoutConversions().Type.WithoutNullable() is INamedTypeSymbol { IsRecord: false, TypeKind: not TypeKind.Enum } type
                && !type.IsOfSystem();

    private Finding OfReceiverAndArguments(IInvocationOperation invocation, Arguments arguments, int depth)
    {
        // The selected value counts, not the source.
        if (invocation.TargetMethod.Name is "Select" or "SelectMany"
            && invocation.Arguments.FirstOrDefault(static argument => argument.Value.WithoutConversions() is IDelegateCreationOperation) is { } selector)
        {
            return OfSelected(selector.Value, arguments, depth);
        }

        // string.Join and similar methods only combine their arguments; others may read more, such as an environment variable.
        Finding? found = invocation.Instance is { } instance ? Of(instance, arguments, depth + 1)
            : invocation.TargetMethod.ContainingType?.SpecialType is SpecialType.System_String ? null : Finding.Unknown;
        foreach (var argument in invocation.Arguments)
        {
            if (found is { IsPersonal: true })
            {
                break;
            }

            if (argument.Value.WithoutConversions() is not IDelegateCreationOperation)
            {
                var next = Of(argument.Value, arguments, depth + 1);
                found = found is { } before ? before.Or(next) : next;
            }
        }

        return found ?? Finding.Unknown;
    }

    private Finding OfSelected(IOperation given, Arguments arguments, int depth)
        => given.WithoutConversions() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
            ? OfReturns(lambda.Body, arguments, depth) : Finding.Unknown;

    // The result of a method of the same project, given its arguments.
    private Finding OfHelper(IInvocationOperation invocation, Arguments arguments, int depth)
    {
        var declaration = invocation.TargetMethod.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken);
        SyntaxNode? body = declaration switch
        {
            MethodDeclarationSyntax method => (SyntaxNode?)method.ExpressionBody?.Expression ?? method.Body,
            LocalFunctionStatementSyntax function => (SyntaxNode?)function.ExpressionBody?.Expression ?? function.Body,
            _ => null,
        };
        if (body is null || depth > 2 || !compilation.ContainsSyntaxTree(body.SyntaxTree))
        {
            return Finding.Unknown;
        }

#pragma warning disable RS1030 // The helper may be in another file, which has its own model.
        var model = body.SyntaxTree == invocation.Syntax.SyntaxTree ? invocation.SemanticModel! : compilation.GetSemanticModel(body.SyntaxTree);
#pragma warning restore RS1030
        if (model.GetOperation(body, cancellationToken) is not { } operation)
        {
            return Finding.Unknown;
        }

        var inner = new Arguments();
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is { } parameter)
            {
                inner.Add(parameter, Of(argument.Value, arguments, depth + 1));
            }
        }

        return operation is IBlockOperation block ? OfReturns(block, inner, depth + 1) : Of(operation, inner, depth + 1);
    }

    private Finding OfReturns(IBlockOperation body, Arguments arguments, int depth)
    {
        var found = Finding.Unknown;
        bool isFirst = true;
        foreach (var operation in body.DescendantsAndSelf())
        {
            if (operation is IReturnOperation { ReturnedValue: { } returned })
            {
                var next = Of(returned, arguments, depth + 1);
                found = isFirst ? next : found.Or(next);
                isFirst = false;
            }
        }

        return found;
    }
}
