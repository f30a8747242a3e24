namespace Microsoft.Extensions.AI;

/// <summary>The builder of Microsoft.Extensions.AI as far as it matters here: the client that is used first is the outermost.</summary>
public sealed class ChatClientBuilder(IChatClient inner)
{
    private readonly List<Func<IChatClient, IChatClient>> _clients = [];

    public ChatClientBuilder Use(Func<IChatClient, IChatClient> client)
    {
        _clients.Add(client);
        return this;
    }

    public IChatClient Build() => Enumerable.Reverse(_clients).Aggregate(inner, static (built, client) => client(built));
}
