using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Calls;

/// <summary>The types of ConvLog that the rules need, in the compilation of a project.</summary>
internal sealed class KnownTypes
{
    private KnownTypes(Compilation compilation, INamedTypeSymbol logger)
    {
        Logger = logger;
        LoggerExtensions = compilation.GetTypeByMetadataName("ConvLog.ConversationLoggerExtensions");
        Field = compilation.GetTypeByMetadataName("ConvLog.LogField");
        Conversation = compilation.GetTypeByMetadataName("ConvLog.Conversation");
        FunctionEvent = compilation.GetTypeByMetadataName("ConvLog.FunctionEvent");
        Turn = compilation.GetTypeByMetadataName("ConvLog.Turn");
        ModelCall = compilation.GetTypeByMetadataName("ConvLog.ModelCall");
        FlushResult = compilation.GetTypeByMetadataName("ConvLog.FlushResult");
        Exception = compilation.GetTypeByMetadataName("System.Exception");
        DbContext = compilation.GetTypeByMetadataName("Microsoft.EntityFrameworkCore.DbContext");
    }

    public INamedTypeSymbol Logger { get; }

    public INamedTypeSymbol? LoggerExtensions { get; }

    public INamedTypeSymbol? Field { get; }

    public INamedTypeSymbol? Conversation { get; }

    public INamedTypeSymbol? FunctionEvent { get; }

    public INamedTypeSymbol? Turn { get; }

    public INamedTypeSymbol? ModelCall { get; }

    public INamedTypeSymbol? FlushResult { get; }

    public INamedTypeSymbol? Exception { get; }

    public INamedTypeSymbol? DbContext { get; }

    /// <returns>Null if the project does not use ConvLog.</returns>
    public static KnownTypes? In(Compilation compilation)
        => compilation.GetTypeByMetadataName("ConvLog.ConversationLogger") is { } logger ? new KnownTypes(compilation, logger) : null;

    public bool IsField(ITypeSymbol? type) => Is(type, Field);

    public bool IsException(ITypeSymbol? type) => Exception is not null && type.DerivesFrom(Exception);

    /// <summary>Whether a method begins the scope it returns. A method of the host may return a scope that the host ends elsewhere.</summary>
    public bool BeginsScope(IMethodSymbol method)
        => (Is(method.ContainingType, Conversation) || Is(method.ContainingType, Turn)) && method.Name.StartsWith("Begin", StringComparison.Ordinal);

    /// <summary>Whether the type is ended by Dispose and has an outcome.</summary>
    public bool IsScope(ITypeSymbol? type) => Is(type, FunctionEvent) || Is(type, Turn) || Is(type, ModelCall);

    /// <summary>Whether a method is RunFunction or a similar one, which begins and ends a function event.</summary>
    public bool IsRun(IMethodSymbol method)
        => (Is(method.ContainingType, Conversation) || Is(method.ContainingType, Turn)) && method.Name.StartsWith("Run", StringComparison.Ordinal);

    public bool Is(ITypeSymbol? type, INamedTypeSymbol? known) => known is not null && SymbolEqualityComparer.Default.Equals(type, known);
}
