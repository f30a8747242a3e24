using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.AI;

/// <summary>The builder of Microsoft.Extensions.AI as far as it matters here: the client that is used first is the outermost.</summary>
public sealed class ChatClientBuilder(IChatClient inner)
{
    private readonly List<Func<IChatClient, IServiceProvider, IChatClient>> _clients = [];

    public ChatClientBuilder Use(Func<IChatClient, IChatClient> client) => Use((inner, _) => client(inner));

    public ChatClientBuilder Use(Func<IChatClient, IServiceProvider, IChatClient> client)
    {
        _clients.Add(client);
        return this;
    }

    public IChatClient Build(IServiceProvider? services = null)
        => Enumerable.Reverse(_clients).Aggregate(inner, (built, client) => client(built, services ?? new ServiceCollection().BuildServiceProvider()));
}
