using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0006: an exception, or its text, as a field or in the message.</summary>
internal static class ExceptionCheck
{
    public static void Run(OperationAnalysisContext context, LogCall call, KnownTypes types)
    {
        if (call.Message is { } message && FindIn(message, types) is { } inMessage)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ExceptionAsValue, inMessage.Syntax.GetLocation()));
        }

        foreach (var field in call.Fields)
        {
            if (!field.IsPii && FindIn(field.Value, types) is { } found)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.ExceptionAsValue, found.Syntax.GetLocation()));
            }
        }
    }

    // The exception itself, its Message, StackTrace and ToString, but not other properties such as a status or its type's name.
    private static IOperation? FindIn(IOperation given, KnownTypes types)
    {
        var operation = given.WithoutConversions();
        switch (operation)
        {
            case ILocalReferenceOperation local when !types.IsException(local.Type):
                return local.Initializer() is { } initializer && FindIn(initializer, types) is not null ? operation : null;
            case IPropertyReferenceOperation { Property.Name: "InnerException" }:
                return operation;
            case IPropertyReferenceOperation property:
                return types.IsException(property.Type)
                    || (property.Property.Name is "Message" or "StackTrace" && types.IsException(property.Instance?.Type)) ? operation : null;
            case IInvocationOperation { TargetMethod.Name: "ToString" or "GetBaseException" } invocation:
                return types.IsException(invocation.Instance?.Type) ? operation : null;
            case IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String }
                or IInterpolatedStringOperation or IInterpolationOperation or IBinaryOperation
                or ICoalesceOperation or IConditionalOperation or IArgumentOperation or IConditionalAccessOperation:
                return FindInParts(operation, types);
            default:
                return types.IsException(operation.Type) && operation is not IDefaultValueOperation && !operation.ConstantValue.HasValue ? operation : null;
        }
    }

    private static IOperation? FindInParts(IOperation operation, KnownTypes types)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (operation is IConditionalAccessOperation access && ReferenceEquals(child, access.Operation))
            {
                continue; // For e?.Message, the name after the operator counts.
            }

            if (FindIn(child is IArgumentOperation argument ? argument.Value : child, types) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
