using Microsoft.CodeAnalysis.CSharp;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>The common delegate forms of <c>UseConvLog</c> are unambiguous in the newest and in the oldest supported C#.</summary>
public class DelegateFormsTests
{
    private const string Forms = """
        app.UseConvLog();
        app.UseConvLog(_ => null);
        app.UseConvLog(_ => default);
        app.UseConvLog(_ => throw new InvalidOperationException());
        app.UseConvLog(_ => "c");
        app.UseConvLog(context => context.Request.Query["id"]);
        app.UseConvLog(context => context.Request.Headers["id"].FirstOrDefault());
        app.UseConvLog(_ => new ConversationInfo("c"));
        app.UseConvLog(context => context.User.Identity?.Name is { } user ? new ConversationInfo { UserId = user } : null);
        app.UseConvLog(context => { if (context.Request.Path == "/") { return null; } return new ConversationInfo("c"); });
        app.UseConvLog(async _ => { await Task.Yield(); return null; });
        app.UseConvLog(async _ => { await Task.Yield(); return new ConversationInfo("c"); });
        app.UseConvLog(async context => await FindLater(context));
        app.UseConvLog(context => FindLater(context));
        app.UseConvLog(_ => ValueTask.FromResult<ConversationInfo?>(new ConversationInfo("c")));
        app.UseConvLog(FindId);
        app.UseConvLog(Find);
        app.UseConvLog(FindLater);

        static string? FindId(HttpContext context) => null;
        static ConversationInfo? Find(HttpContext context) => null;
        static ValueTask<ConversationInfo?> FindLater(HttpContext context) => default;
        """;

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Preview)]
    public void Every_form_compiles(LanguageVersion version)
        => BlockCompilation.Errors(new CodeBlock("forms", Line: 1, Forms), version).Should().BeEmpty();

    [Fact]
    public void An_unsupported_delegate_form_is_a_compile_error()
        => BlockCompilation.Errors(new CodeBlock("forms", Line: 1, "app.UseConvLog(_ => 5);"), LanguageVersion.CSharp12).Should().NotBeEmpty();
}
