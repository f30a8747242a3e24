using ConvLog.Functions;

namespace ConvLog.Tests.Functions;

/// <summary>The messages of requests that continue one another.</summary>
public sealed class RequestMessagesTests
{
    private const int Limit = 10;

    [Fact]
    public void A_continued_request_has_all_messages_and_does_not_change_the_earlier_one()
    {
        var first = With(RequestMessages.None, 0, 3);
        var second = With(first, 3, 2);

        Texts(first).Should().Equal("0", "1", "2");
        Texts(second).Should().Equal("0", "1", "2", "3", "4");
    }

    [Fact]
    public void Two_requests_that_continue_the_same_one_do_not_mix()
    {
        var first = With(RequestMessages.None, 0, 3);
        var one = With(first, 10, 2);
        var other = With(first, 20, 3);
        var third = With(one, 30, 1);

        Texts(one).Should().Equal("0", "1", "2", "10", "11");
        Texts(other).Should().Equal("0", "1", "2", "20", "21", "22");
        Texts(third).Should().Equal("0", "1", "2", "10", "11", "30");
    }

    [Fact]
    public void The_first_and_the_last_within_the_limit_are_kept_however_the_messages_came()
    {
        var random = new Random(1);
        for (int run = 0; run < 200; run++)
        {
            var request = RequestMessages.None;
            for (int count = random.Next(1, 40); request.All < count;)
            {
                request = With(request, request.All, random.Next(0, 15));
            }

            string[] all = [.. Enumerable.Range(0, request.All).Select(static i => $"{i}")];
            Texts(request).Should().Equal(all.Length <= Limit ? all : [.. all[..5], .. all[^5..]]);
            request.Omitted.Should().Be(Math.Max(0, all.Length - Limit));
            request.Ids.Should().Equal(request.Messages.Select(static message => message.Id)).And.NotContain(Guid.Empty);
        }
    }

    [Fact]
    public void Messages_omitted_by_the_limit_are_not_read()
    {
        int read = 0;
        RequestMessages.None.With(Messages(0, 50), Limit, message =>
        {
            read++;
            return message;
        });

        read.Should().Be(Limit);
    }

    [Fact]
    public void Each_message_is_published_with_the_first_request_that_ends_with_it_in_whatever_order_they_end()
    {
        var random = new Random(2);
        for (int run = 0; run < 200; run++)
        {
            List<RequestMessages> requests = [RequestMessages.None];
            for (int i = 0; i < 8; i++)
            {
                var from = requests[random.Next(requests.Count)];
                requests.Add(With(from, 100 * i, random.Next(0, 8)));
            }

            object publisher = new();
            HashSet<ModelMessage> published = [];
            foreach (var request in requests.OrderBy(_ => random.Next()))
            {
                for (int i = request.TakeUnpublished(publisher); i < request.Messages.Count; i++)
                {
                    published.Add(request.Messages[i]);
                }

                request.Messages.Should().BeSubsetOf(published);
            }
        }
    }

    [Fact]
    public void A_loop_publishes_only_what_is_new()
    {
        object publisher = new();
        var request = RequestMessages.None;
        for (int round = 0; round < 20; round++)
        {
            request = With(request, 2 * round, 2);
            int start = request.TakeUnpublished(publisher);
            (request.Messages.Count - start).Should().Be(2);
        }

        request.TakeUnpublished(publisher: new()).Should().Be(0, "another publisher has been given none");
    }

    [Fact]
    public void An_index_outside_of_the_messages_is_refused()
    {
        var request = With(RequestMessages.None, 0, 3);

        request.Invoking(static request => request.Messages[3]).Should().Throw<ArgumentOutOfRangeException>();
        request.Invoking(static request => request.Messages[-1]).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Requests_that_grow_at_once_keep_their_own_messages()
    {
        var first = With(RequestMessages.None, 0, 2);
        RequestMessages[] grown = await Task.WhenAll(Enumerable.Range(1, 8).Select(branch => Task.Run(() =>
        {
            var request = first;
            for (int i = 0; i < 4; i++)
            {
                request = With(request, (100 * branch) + i, 1);
            }

            return request;
        })));

        for (int branch = 1; branch <= 8; branch++)
        {
            Texts(grown[branch - 1]).Should().Equal("0", "1", $"{branch}00", $"{branch}01", $"{branch}02", $"{branch}03");
        }
    }

    private static RequestMessages With(RequestMessages request, int from, int count)
        => request.With(Messages(from, count), Limit, static message => ModelMessage.Stored(message.Role, message.Text, [], null, false, null));

    private static ModelMessage[] Messages(int from, int count) => [.. Enumerable.Range(from, count).Select(static i => ModelMessage.User($"{i}"))];

    private static IEnumerable<string> Texts(RequestMessages request) => request.Messages.Select(static message => message.Text.Text);
}
