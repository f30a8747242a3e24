using ConvLog.Analyzers.Calls;
using ConvLog.Analyzers.Privacy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0001: personal data in an entry that every reader sees.</summary>
internal static class PersonalDataCheck
{
    public static void Run(OperationAnalysisContext context, LogCall call, PrivacySettings settings)
    {
        if (!call.IsVisible)
        {
            return;
        }

        var values = new PersonalValues(settings, context.Compilation, context.CancellationToken);
        if (call.Message is { } message && values.Of(message) is { Name: { } inMessage })
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.PersonalData, message.Syntax.GetLocation(), $"'{inMessage}'"));
        }

        foreach (var field in call.Fields)
        {
            if (!field.IsPii && NameOf(field, values.Of(field.Value), settings) is { } name)
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.PersonalData, field.Site.Syntax.GetLocation(), $"'{name}'"));
            }
        }

        if (call.FieldsObject is { } fields && values.Of(fields) is { Name: { } member })
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.PersonalData, fields.Syntax.GetLocation(), $"'{member}'"));
        }
    }

    // If the value is unknown, the key decides. A key for data about personal data, such as email_count, is believed if the value is computed.
    private static string? NameOf(LoggedField field, Finding value, PrivacySettings settings)
    {
        if (value.IsPersonal)
        {
            return field.KeyText is { } told
                && ((PersonalNames.IsMetadata(told) && IsComputed(field.Value)) || PersonalNames.IsFullNameOfThing(value.Name!, told)) ? null : value.Name;
        }

        if (value.IsAddress)
        {
            return field.KeyText is { } whose && NetworkAddresses.IsOfClient(whose) ? whose : null;
        }

        return value.IsUnknown && field.KeyText is { } key && settings.Names.Matches(key) && !IsNumberOfSomething(field.Value) ? key : null;
    }

    private static bool IsComputed(IOperation value)
        => value.WithoutConversions() is not (ILocalReferenceOperation or IParameterReferenceOperation or IMemberReferenceOperation
            or IInterpolatedStringOperation);

    // ("emails", 3) is a count. Personal numbers, such as those of phones, have a name that says so.
    private static bool IsNumberOfSomething(IOperation value)
        => value.WithoutConversions().Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Double or SpecialType.System_Single
            or SpecialType.System_Int16;
}
