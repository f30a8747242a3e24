using System.Text.RegularExpressions;
using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0002 and CL0003: values and placeholders in the message.</summary>
internal static class MessageCheck
{
    private static readonly Regex s_placeholder = new(
        @"\{\}|\{\d+(?:,-?\d+)?(?::[^{}]*)?\}|\{[@$]?[A-Za-z_][A-Za-z0-9_.]*(?:[,:][^{}""]*)?\}|(?<![\d%])%(?:\([A-Za-z_]\w*\))?[sdifr](?![A-Za-z])",
        RegexOptions.CultureInvariant, TimeSpan.FromMilliseconds(100));

    public static void Run(OperationAnalysisContext context, LogCall call)
    {
        if (call.Message is not { } message)
        {
            return;
        }

        if (HasValues(message))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ValuesInMessage, message.Syntax.GetLocation()));
        }
        else if (message.Text() is { } text && Placeholder(text) is { } placeholder)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Placeholder, message.Syntax.GetLocation(), placeholder));
        }
    }

    /// <exception cref="RegexMatchTimeoutException">The match takes too long.</exception>
    public static string WithoutPlaceholders(string text) => s_placeholder.Replace(text, " ");

    /// <summary>Whether a message is composed of text and values.</summary>
    public static bool HasValues(IOperation message)
    {
        if (message.ConstantValue.HasValue)
        {
            return false;
        }

        return message switch
        {
            IInterpolatedStringOperation => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } => true,
            IInvocationOperation { TargetMethod: { ContainingType.SpecialType: SpecialType.System_String, Name: "Format" or "Concat" or "Join" } } => true,
            ILocalReferenceOperation local => local.Initializer() is { } initializer && HasValues(initializer.WithoutConversions()),
            _ => false,
        };
    }

    private static string? Placeholder(string text)
    {
        try
        {
            return s_placeholder.Match(text) is { Success: true } match ? match.Value : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }
}
