using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Calls;

/// <summary>A call that logs an entry, such as <c>conv.Log.Info("Slot chosen", ("slot", slot))</c>.</summary>
internal sealed class LogCall
{
    private LogCall(IInvocationOperation invocation, KnownTypes types)
    {
        Invocation = invocation;
        var fields = ImmutableArray.CreateBuilder<LoggedField>();
        foreach (var argument in invocation.Arguments)
        {
            switch (argument.Parameter?.Name)
            {
                case "message":
                    Message = argument.Value.WithoutConversions();
                    break;
                case "isPii":
                    Flag = argument.Value;
                    break;
                case "log" or "level" or "exception" or "method" or "statusCode" or "elapsed" or "isExpected" or null
                    or "url" or "overrideUrl" or "errorBody" or "response" or "cancellationToken":
                    break;
                default:
                    int before = fields.Count;
                    FieldReader.Read(argument.Value, types, fields);
                    if (fields.Count == before && argument.Parameter.OriginalDefinition.Type is ITypeParameterSymbol)
                    {
                        FieldsObject = argument.Value.WithoutConversions();
                    }

                    break;
            }
        }

        Fields = fields.ToImmutable();
    }

    public IInvocationOperation Invocation { get; }

    /// <summary>The message; null for an API response.</summary>
    public IOperation? Message { get; }

    /// <summary>The fields that can be seen from the call: those in its arguments, or in the declaration of a local that is passed.</summary>
    public ImmutableArray<LoggedField> Fields { get; }

    /// <summary>An object created elsewhere, whose members are the fields.</summary>
    public IOperation? FieldsObject { get; }

    /// <summary>The argument <c>isPii</c>.</summary>
    public IOperation? Flag { get; }

    /// <summary>Whether every reader sees the entry; false if that depends on a value.</summary>
    public bool IsVisible => Flag is null || Flag.ConstantValue is { HasValue: true, Value: false };

    /// <returns>Null if the invocation does not log.</returns>
    public static LogCall? Of(IInvocationOperation invocation, KnownTypes types)
        => Logs(invocation.TargetMethod, types) ? new LogCall(invocation, types) : null;

    /// <summary>Whether a method logs an entry or an API response.</summary>
    public static bool Logs(IMethodSymbol method, KnownTypes types)
        => types.Is(method.ContainingType, types.Logger) || types.Is(method.ContainingType, types.LoggerExtensions)
            ? method.Name is "Info" or "Warning" or "Error" or "Write"
            : types.Is(method.ContainingType, types.Conversation) && method.Name is "LogApiResponse" or "LogApiResponseAsync";
}
