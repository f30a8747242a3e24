using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0008: whole requests, entities and objects with many members.</summary>
internal static class DumpCheck
{
    /// <summary>An object in a field counts as a dump from this number of readable members on.</summary>
    public const int ManyMembers = 10;

    public static void Run(OperationAnalysisContext context, LogCall call, KnownTypes types, Entities entities)
    {
        foreach (var field in call.Fields)
        {
            if (!field.IsPii)
            {
                Check(context, field.Value, types, entities);
            }
        }

        if (call.FieldsObject is { } fields)
        {
            Check(context, fields, types, entities);
        }
    }

    private static void Check(OperationAnalysisContext context, IOperation value, KnownTypes types, Entities entities)
    {
        var plain = value.WithoutConversions();
        var type = plain.Type.WithoutNullable();
        type = type.Content().WithoutNullable() ?? type;
        if (type is not { SpecialType: SpecialType.None, TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } || types.IsException(type))
        {
            return;
        }

        string? what = type.Name switch
        {
            "HttpContext" or "HttpRequest" or "HttpResponse" or "HttpRequestMessage" or "HttpResponseMessage" or "HttpContent" => "a whole HTTP message",
            "ClaimsPrincipal" or "ClaimsIdentity" => "all that is known of a user",
            "IConfiguration" or "IConfigurationRoot" or "IServiceProvider" => "the whole of it",
            _ when entities.Contains(type) => "an entity of a database, with all that it leads to",
            _ when type.IsOfSystem() || type.IsAnonymousType || type.IsTupleType => null,
            _ => type.ReadableMembers().Take(ManyMembers).Count() is ManyMembers ? $"an object of {ManyMembers} members or more" : null,
        };
        if (what is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.Dump, plain.Syntax.GetLocation(), plain.Syntax.ToString(), what));
        }
    }
}
