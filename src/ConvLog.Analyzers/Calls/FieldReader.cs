using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Calls;

/// <summary>Reads the fields of an argument: tuples, LogField.Of and Pii, arrays of them, members of an anonymous object, items of a dictionary.</summary>
internal static class FieldReader
{
    public static void Read(IOperation given, KnownTypes types, ImmutableArray<LoggedField>.Builder into) => Read(given, types, into, depth: 0);

    private static void Read(IOperation given, KnownTypes types, ImmutableArray<LoggedField>.Builder into, int depth)
    {
        var operation = given.WithoutConversions();
        if (depth > 8 || operation is IDefaultValueOperation)
        {
            return;
        }

        switch (operation)
        {
            case ITupleOperation { Elements.Length: 2 } tuple:
                into.Add(new LoggedField(tuple, tuple.Elements[0], tuple.Elements[0].Text(), tuple.Elements[1], isPii: false));
                break;
            case IInvocationOperation invocation when types.IsField(invocation.TargetMethod.ContainingType) && invocation.TargetMethod.Name is "Of" or "Pii":
                ReadFactory(invocation, into);
                break;
            case IAnonymousObjectCreationOperation anonymous:
                ReadMembers(anonymous, into);
                break;
            case IObjectCreationOperation { Initializer: { } items }:
                ReadItems(items, into);
                break;
            case ILocalReferenceOperation local when local.Initializer() is { } initializer:
                Read(initializer, types, into, depth + 1);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation or IInvocationOperation:
                break;
            default:
                foreach (var child in operation.ChildOperations)
                {
                    Read(child, types, into, depth + 1);
                }

                break;
        }
    }

    private static void ReadFactory(IInvocationOperation invocation, ImmutableArray<LoggedField>.Builder into)
    {
        var key = Argument(invocation, "key");
        if (key is not null && Argument(invocation, "value") is { } value)
        {
            into.Add(new LoggedField(invocation, key, key.Text(), value, isPii: invocation.TargetMethod.Name is "Pii"));
        }
    }

    private static void ReadMembers(IAnonymousObjectCreationOperation anonymous, ImmutableArray<LoggedField>.Builder into)
    {
        foreach (var initializer in anonymous.Initializers)
        {
            if (initializer is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation member } assignment)
            {
                into.Add(new LoggedField(assignment, null, member.Property.Name, assignment.Value, isPii: false));
            }
        }
    }

    // new() { ["key"] = value }, new() { { "key", value } } and new() { Key = value }.
    private static void ReadItems(IObjectOrCollectionInitializerOperation items, ImmutableArray<LoggedField>.Builder into)
    {
        foreach (var item in items.Initializers)
        {
            switch (item)
            {
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: 1 } indexer } assignment:
                    into.Add(new LoggedField(assignment, indexer.Arguments[0].Value, indexer.Arguments[0].Value.Text(), assignment.Value, isPii: false));
                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Arguments.Length: 0 } member } assignment:
                    into.Add(new LoggedField(assignment, null, member.Property.Name, assignment.Value, isPii: false));
                    break;
                case IInvocationOperation { TargetMethod.Name: "Add", Arguments.Length: 2 } add:
                    into.Add(new LoggedField(add, add.Arguments[0].Value, add.Arguments[0].Value.Text(), add.Arguments[1].Value, isPii: false));
                    break;
            }
        }
    }

    private static IOperation? Argument(IInvocationOperation invocation, string name)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (string.Equals(argument.Parameter?.Name, name, StringComparison.Ordinal))
            {
                return argument.Value;
            }
        }

        return null;
    }
}
