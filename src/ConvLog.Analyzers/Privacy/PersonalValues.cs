using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Privacy;

/// <summary>Finds the personal data in an expression: through locals, composed texts, calls, and helpers of the same project.</summary>
internal sealed partial class PersonalValues(PrivacySettings settings, Compilation compilation, CancellationToken cancellationToken)
{
    private const int MaxDepth = 6;

    private readonly PersonalTypes _types = new(settings);
    private readonly HashSet<ISymbol> _followed = new(SymbolEqualityComparer.Default);

    /// <summary>The finding about a value.</summary>
    public Finding Of(IOperation value) => Of(value, Arguments.None, 0);

    private Finding Of(IOperation operation, Arguments arguments, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        operation = operation.WithoutConversions();
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

    // text = text + name: a local that is assigned from itself is followed once.
    private Finding OfLocal(ILocalReferenceOperation reference, Arguments arguments, int depth)
    {
        if (_followed.Add(reference.Local))
        {
            var found = OfAll(reference.Values(), arguments, depth);
            _followed.Remove(reference.Local);
            if (!found.IsUnknown)
            {
                return found.IsAddress && NetworkAddresses.IsOfClient(reference.Local.Name) ? Finding.Personal(reference.Local.Name) : found;
            }
        }

        return OfSymbol(reference.Local, reference.Type);
    }

    private Finding OfAll(IEnumerable<IOperation?> values, Arguments arguments, int depth)
    {
        Finding? found = null;
        foreach (var value in values)
        {
            var next = value is null ? Finding.Unknown : Of(value, arguments, depth + 1);
            found = found is { } before ? before.Or(next) : next;
        }

        return found ?? Finding.Unknown;
    }

    private Finding OfSymbol(ISymbol symbol, ITypeSymbol? type)
    {
        if (_types.IsMarked(symbol))
        {
            return Finding.Personal(symbol.Name);
        }

        if (NetworkAddresses.Is(type))
        {
            return NetworkAddresses.IsOfClient(symbol.Name) || NetworkAddresses.IsTypeNameOnly(symbol.Name) ? Finding.Personal(symbol.Name) : Finding.Address;
        }

        if (IsFilledByCompiler(symbol))
        {
            return Finding.Clean;
        }

        return settings.Names.Matches(symbol.Name) ? Finding.Personal(symbol.Name)
            : settings.Names.Clears(symbol.Name) ? Finding.Clean : OfType(type);
    }

    // callerMemberName is not the name of a person.
    private static bool IsFilledByCompiler(ISymbol symbol)
        => symbol is IParameterSymbol && symbol.GetAttributes().Any(static attribute
            => attribute.AttributeClass is { } type && type.Name.StartsWith("Caller", StringComparison.Ordinal) && type.IsOfSystem());

    private Finding OfType(ITypeSymbol? type) => _types.Find(type) is { } member ? Finding.Personal(member) : Finding.Unknown;

    private Finding OfMember(IMemberReferenceOperation member, Arguments arguments, int depth)
    {
        var container = member.Member.ContainingType;
        bool isOfSystem = container?.IsOfSystem() is true;
        if (NetworkAddresses.Is(member.Type))
        {
            return NetworkAddresses.IsOfClient(member.Member.Name) ? Finding.Personal(NameOf(member)!)
                : NetworkAddresses.Is(container) && member.Instance is { } endpoint ? Of(endpoint, arguments, depth + 1) : Finding.Address;
        }

        // ASP.NET Core marks the id of its users, which is usually logged instead of a name.
        bool isId = isOfSystem && member.Member.Name is "Id";
        if ((_types.IsMarked(member.Member) && !isId) || (!isOfSystem && IsNamedPersonal(member, container?.Name ?? "")))
        {
            return Finding.Personal(NameOf(member)!);
        }

        if (isOfSystem && Claims.Find(member, settings.Names) is { } claimed)
        {
            return claimed;
        }

        // For the value of a nullable, the result of a task or the item of a pair, the instance decides.
        if (member.Member.Name is "Value" or "Result" or "Current" or "Item1" or "Item2" or "Key" && member.Instance is { } instance
            && isOfSystem)
        {
            return Of(instance, arguments, depth + 1);
        }

        // For Environment.UserName and similar members, the key decides.
        if (isOfSystem && settings.Names.Matches(member.Member.Name, container!.Name))
        {
            return Finding.Unknown;
        }

        // restaurant.Phone, settings.EmailTemplate: the name shows that it is not personal.
        return settings.Names.Clears(member.Member.Name) || settings.Names.Matches(member.Member.Name) ? Finding.Clean : OfType(member.Type);
    }

    // Guest.Name and guest.Name are personal; Restaurant.Phone and restaurant.Phone are not.
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

    private Finding OfConditionalAccess(IConditionalAccessOperation access, Arguments arguments, int depth) => Of(access.WhenNotNull, arguments, depth + 1);

    private Finding OfAccessed(IConditionalAccessInstanceOperation instance, Arguments arguments, int depth)
        => instance.Ancestors().OfType<IConditionalAccessOperation>().FirstOrDefault() is { } access
            ? Of(access.Operation, arguments, depth + 1) : Finding.Unknown;

    private Finding OfCreation(IObjectCreationOperation creation, Arguments arguments, int depth)
    {
        var found = OfType(creation.Type);
        return found.IsPersonal ? found : found.Or(OfParts(creation, arguments, depth));
    }

    // Personal if one part is; clean if all parts are.
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

    // The name in the source: guest.Email.
    private static string? NameOf(IOperation? operation) => operation?.WithoutConversions() switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IMemberReferenceOperation { Instance: { } instance } member when NameOf(instance) is { } owner => $"{owner}.{member.Member.Name}",
        IMemberReferenceOperation member => member.Member.Name,
        IInvocationOperation invocation => invocation.TargetMethod.Name,
        _ => null,
    };
}
