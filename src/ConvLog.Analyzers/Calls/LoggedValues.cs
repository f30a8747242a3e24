using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Calls;

/// <summary>The values that an invocation records: the fields of an entry, the arguments of a function event, and its result.</summary>
internal static class LoggedValues
{
    public static IEnumerable<IOperation> Of(IInvocationOperation invocation, LogCall? call, KnownTypes types)
        => call is not null ? OfFields(call.Fields, call.FieldsObject) : OfFunction(invocation, types);

    private static IEnumerable<IOperation> OfFunction(IInvocationOperation invocation, KnownTypes types)
    {
        var method = invocation.TargetMethod;
        bool isEnd = types.Is(method.ContainingType, types.FunctionEvent) && method.Name is "Complete";
        bool isBegin = method.Name is "BeginFunction" ? types.BeginsScope(method) : types.IsRun(method);
        if (!isEnd && !isBegin)
        {
            return [];
        }

        var given = invocation.Arguments.FirstOrDefault(static argument
            => !argument.IsImplicit && argument.Parameter?.Name is "arguments" or "result")?.Value.WithoutConversions();
        var results = invocation.Type is { Name: "IAsyncEnumerable" } ? [] : Results(invocation); // The items of a stream are not captured.
        if (given is null || isEnd)
        {
            return given is null ? results : [given];
        }

        var fields = ImmutableArray.CreateBuilder<LoggedField>();
        FieldReader.Read(given, types, fields);
        return OfFields(fields, fields.Count == 0 ? given : null).Concat(results);
    }

    // The return values of a lambda that runs as a function.
    private static IEnumerable<IOperation> Results(IInvocationOperation invocation)
        => from argument in invocation.Arguments
           let body = ((argument.Value.WithoutConversions() as IDelegateCreationOperation)?.Target as IAnonymousFunctionOperation)?.Body
           where body is not null
           from operation in body.Descendants()
           where operation is IReturnOperation { ReturnedValue: not null }
               && operation.Ancestors().First(static one => one is IAnonymousFunctionOperation or ILocalFunctionOperation) == body.Parent
           select ((IReturnOperation)operation).ReturnedValue!.WithoutConversions();

    private static IEnumerable<IOperation> OfFields(IEnumerable<LoggedField> fields, IOperation? others)
    {
        var values = fields.Select(static field => field.Value.WithoutConversions());
        return others is null ? values : values.Append(others);
    }
}
