using System.Diagnostics;
using ConvLog.Privacy;
using ConvLog.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.Architecture.Tests.Docs;

/// <summary>
/// The names that a quoted block of code may use besides its own declarations. Blocks are compiled inside a type derived from this one, so a local of the block
/// hides the member of the same name. Nothing here is ever run.
/// </summary>
public abstract class BlockAssumptions
{
    protected static ILogSink sink => throw new UnreachableException();

    protected static IConversationStore store => throw new UnreachableException();

    protected static IConversationFactory factory => throw new UnreachableException();

    protected static Conversation conv => throw new UnreachableException();

    protected static Turn turn => throw new UnreachableException();

    protected static FunctionEvent call => throw new UnreachableException();

    protected static string email => throw new UnreachableException();

    protected static string phone => throw new UnreachableException();

    protected static Exception exception => throw new UnreachableException();

    protected static HttpResponseMessage response => throw new UnreachableException();

    protected static TimeSpan elapsed => throw new UnreachableException();

    protected static CancellationToken cancellationToken => throw new UnreachableException();

    protected static IServiceCollection services => throw new UnreachableException();

    protected static WebApplicationBuilder builder => throw new UnreachableException();

    protected static WebApplication app => throw new UnreachableException();

    protected static ConvLogOptions options => throw new UnreachableException();

    protected static string connectionString => throw new UnreachableException();

    protected static IKeyRing ring => throw new UnreachableException();

    protected static string[] args => throw new UnreachableException();
}
