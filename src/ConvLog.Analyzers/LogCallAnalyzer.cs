using System.Collections.Concurrent;
using System.Collections.Immutable;
using ConvLog.Analyzers.Calls;
using ConvLog.Analyzers.Checks;
using ConvLog.Analyzers.Privacy;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers;

/// <summary>Checks the data that a call logs: its message, its fields and their visibility.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class LogCallAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(
        Rules.PersonalData, Rules.ValuesInMessage, Rules.Placeholder, Rules.FlagAsField, Rules.Key, Rules.ExceptionAsValue, Rules.EntryPerItem, Rules.Dump,
        Rules.PersonalLiteral, Rules.LazySequence, Rules.UnrecordedParts);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (KnownTypes.In(start.Compilation) is { } types)
            {
                var entities = new Entities(start.Compilation, types);
                var serialized = new SerializedTypes(start.Compilation);
                var options = start.Options.AnalyzerConfigOptionsProvider;
                var settings = new ConcurrentDictionary<SyntaxTree, PrivacySettings>();
                start.RegisterOperationAction(
                    operation => Check(operation, types, entities, serialized,
                        tree => settings.GetOrAdd(tree, _ => new PrivacySettings(options.GetOptions(tree)))),
                    OperationKind.Invocation);
            }
        });
    }

    private static void Check(OperationAnalysisContext context, KnownTypes types, Entities entities, SerializedTypes serialized,
        Func<SyntaxTree, PrivacySettings> settingsOf)
    {
        var invocation = (IInvocationOperation)context.Operation;
        var logged = LogCall.Of(invocation, types);
        foreach (var value in LoggedValues.Of(invocation, logged, types))
        {
            SequenceCheck.Run(context, value);
            PartsCheck.Run(context, value, serialized);
        }

        if (logged is not { } call)
        {
            return;
        }

        PersonalDataCheck.Run(context, call, settingsOf(context.Operation.Syntax.SyntaxTree));
        MessageCheck.Run(context, call);
        KeyCheck.Run(context, call);
        ExceptionCheck.Run(context, call, types);
        LoopCheck.Run(context, call, types);
        DumpCheck.Run(context, call, types, entities);
        PersonalLiteralCheck.Run(context, call);
    }
}
