using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Privacy;

/// <summary>Finds the personal data in what an expression gives: through locals, composed texts, calls on it, and helpers of the same project.</summary>
internal sealed class PersonalValues(PrivacySettings settings, Compilation compilation, CancellationToken cancellationToken)
{
    private const int MaxDepth = 6;

    private readonly PersonalTypes _types = new(settings);

    /// <summary>What of a value is personal.</summary>
    public Finding Of(IOperation value) => Of(value, Arguments.None, 0);

    private Finding Of(IOperation operation, Arguments arguments, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        operation = operation.Plain();
        if (depth > MaxDepth)
        {
            return Finding.Unknown;
        }

        if (operation.ConstantValue.HasValue || !PersonalTypes.CanBePersonal(operation.Type))
        {
            return Finding.Clean;
        }

        return operation switch
        {
            ILocalReferenceOperation local => OfLocal(local, arguments, depth),
            IParameterReferenceOperation parameter => arguments.Find(parameter.Parameter) ?? OfSymbol(parameter.Parameter, parameter.Type),
            IFieldReferenceOperation field => OfMember(field, arguments, depth),
            IPropertyReferenceOperation property => OfProperty(property, arguments, depth),
            IInvocationOperation invocation => OfInvocation(invocation, arguments, depth),
            IConditionalAccessOperation access => OfConditionalAccess(access, arguments, depth),
            IAwaitOperation awaited => Of(awaited.Operation, arguments, depth + 1),
            IInterpolatedStringOperation or IInterpolationOperation or IBinaryOperation or ICoalesceOperation or IConditionalOperation
                or ISwitchExpressionOperation or ITupleOperation or IArrayCreationOperation or IAnonymousObjectCreationOperation
                or IArrayInitializerOperation or IArrayElementReferenceOperation
                => OfParts(operation, arguments, depth),
            IObjectCreationOperation creation => OfCreation(creation, arguments, depth),
            IConditionalAccessInstanceOperation instance => OfAccessed(instance, arguments, depth),
            _ => OfType(operation.Type),
        };
    }

    private Finding OfLocal(ILocalReferenceOperation reference, Arguments arguments, int depth)
    {
        if (reference.Initializer() is { } initializer)
        {
            var found = Of(initializer, arguments, depth + 1);
            if (!found.IsUnknown)
            {
                return found;
            }
        }

        return OfSymbol(reference.Local, reference.Type);
    }

    private Finding OfSymbol(ISymbol symbol, ITypeSymbol? type)
    {
        if (settings.Names.Matches(symbol.Name) || _types.IsMarked(symbol))
        {
            return Finding.Personal(symbol.Name);
        }

        return settings.Names.Clears(symbol.Name) ? Finding.Clean : OfType(type);
    }

    private Finding OfType(ITypeSymbol? type) => _types.Find(type) is { } member ? Finding.Personal(member) : Finding.Unknown;

    private Finding OfMember(IMemberReferenceOperation member, Arguments arguments, int depth)
    {
        var container = member.Member.ContainingType;
        bool isOfSystem = container?.IsOfSystem() is true;
        if (_types.IsMarked(member.Member) || (!isOfSystem && IsNamedPersonal(member, container?.Name ?? "")))
        {
            return Finding.Personal(NameOf(member)!);
        }

        // The value of a nullable, the result of a task, the item of a pair: what it stands for is in the instance.
        if (member.Member.Name is "Value" or "Result" or "Current" or "Item1" or "Item2" or "Key" && member.Instance is { } instance
            && isOfSystem)
        {
            return Of(instance, arguments, depth + 1);
        }

        // restaurant.Phone, settings.EmailTemplate: the name says that it is not.
        return settings.Names.Clears(member.Member.Name) || settings.Names.Matches(member.Member.Name) ? Finding.Clean : OfType(member.Type);
    }

    // Guest.Name and guest.Name are; Restaurant.Phone and restaurant.Phone are not.
    private bool IsNamedPersonal(IMemberReferenceOperation member, string typeName)
        => NameOf(member.Instance) is { } owner
            ? settings.Names.Matches(member.Member.Name, $"{typeName}.{owner}")
            : settings.Names.Matches(member.Member.Name, typeName);

    private Finding OfProperty(IPropertyReferenceOperation property, Arguments arguments, int depth)
    {
        // guest["email"], headers["X-Phone"].
        if (property.Property.IsIndexer)
        {
            foreach (var argument in property.Arguments)
            {
                if (argument.Value.Text() is { } key)
                {
                    return settings.Names.Matches(key, NameOf(property.Instance)) ? Finding.Personal(key) : Finding.Unknown;
                }
            }

            return property.Instance is { } indexed ? Of(indexed, arguments, depth + 1) : Finding.Unknown;
        }

        return OfMember(property, arguments, depth);
    }

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
            return Cleaners.Measures(method.Name) ? Finding.Clean : OfReceiverAndArguments(invocation, arguments, depth);
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

    private Finding OfReceiverAndArguments(IInvocationOperation invocation, Arguments arguments, int depth)
    {
        var found = invocation.Instance is { } instance ? Of(instance, arguments, depth + 1) : Finding.Unknown;
        foreach (var argument in invocation.Arguments)
        {
            if (found.IsPersonal)
            {
                break;
            }

            if (argument.Value.Plain() is not IDelegateCreationOperation)
            {
                found = found.Or(Of(argument.Value, arguments, depth + 1));
            }
            else if (invocation.TargetMethod.Name is "Select" or "SelectMany")
            {
                return OfSelected(argument.Value, arguments, depth); // What is selected counts, and not what it is selected from.
            }
        }

        return found;
    }

    private Finding OfSelected(IOperation given, Arguments arguments, int depth)
        => given.Plain() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda }
            ? OfReturns(lambda.Body, arguments, depth) : Finding.Unknown;

    // What a method of the same project returns, given what it is called with.
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

#pragma warning disable RS1030 // The helper may be in another file, which has a model of its own.
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

    private Finding OfConditionalAccess(IConditionalAccessOperation access, Arguments arguments, int depth) => Of(access.WhenNotNull, arguments, depth + 1);

    private Finding OfAccessed(IConditionalAccessInstanceOperation instance, Arguments arguments, int depth)
        => instance.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault() is { } access
            ? Of(access.Operation, arguments, depth + 1) : Finding.Unknown;

    private Finding OfCreation(IObjectCreationOperation creation, Arguments arguments, int depth)
    {
        var found = OfType(creation.Type);
        return found.IsPersonal ? found : found.Or(OfParts(creation, arguments, depth));
    }

    // Personal where a part is; clean where all are.
    private Finding OfParts(IOperation operation, Arguments arguments, int depth)
    {
        Finding? found = null;
        foreach (var child in operation.ChildOperations)
        {
            var part = child switch
            {
                IInterpolatedStringTextOperation or IPatternOperation => Finding.Clean,
                IInterpolationOperation interpolation => Of(interpolation.Expression, arguments, depth + 1),
                ISwitchExpressionArmOperation arm => Of(arm.Value, arguments, depth + 1),
                IArgumentOperation argument => Of(argument.Value, arguments, depth + 1),
                ISimpleAssignmentOperation assignment => OfAssigned(assignment, arguments, depth),
                IObjectOrCollectionInitializerOperation or IArrayInitializerOperation => OfParts(child, arguments, depth + 1),
                _ => operation is IConditionalOperation conditional && ReferenceEquals(child, conditional.Condition)
                    || operation is ISwitchExpressionOperation choice && ReferenceEquals(child, choice.Value) ? Finding.Clean : Of(child, arguments, depth + 1),
            };
            found = found is { } before ? before.Or(part) : part;
        }

        return found ?? Finding.Unknown;
    }

    private Finding OfAssigned(ISimpleAssignmentOperation assignment, Arguments arguments, int depth)
    {
        var found = Of(assignment.Value, arguments, depth + 1);
        return found.IsUnknown && assignment.Target is IPropertyReferenceOperation member && settings.Names.Matches(member.Property.Name)
            ? Finding.Personal(member.Property.Name) : found;
    }

    // How it is called where it is read: guest.Email.
    private static string? NameOf(IOperation? operation) => operation?.Plain() switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IMemberReferenceOperation { Instance: { } instance } member when NameOf(instance) is { } owner => $"{owner}.{member.Member.Name}",
        IMemberReferenceOperation member => member.Member.Name,
        IInvocationOperation invocation => invocation.TargetMethod.Name,
        _ => null,
    };
}
