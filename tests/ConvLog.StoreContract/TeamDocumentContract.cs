using System.Globalization;

namespace ConvLog.StoreContract;

/// <summary>Team documents: each write replaces the version that was read, and one of two concurrent writes wins.</summary>
public abstract class TeamDocumentContract(Func<ValueTask<IStoreUnderTest>> open) : StoreTest(open)
{
    private const string Kind = "test";

    private ITeamDocumentStore Documents => (ITeamDocumentStore)Store;

    [Fact]
    public async Task A_written_document_is_read_back_with_the_next_version()
    {
        var document = Document("a", """{"name": "é😀\u0000", "n": 1.10}""") with { UpdatedBy = "Ada 😀" };

        (await Documents.WriteDocumentAsync(document)).Should().BeTrue();

        (await Documents.ReadDocumentsAsync(Kind)).Should().Equal(document with { Version = 1 });
        (await Documents.WriteDocumentAsync(document with { Version = 1, Body = "[]", UpdatedBy = null, UpdatedAt = Some.At(2) })).Should().BeTrue();
        (await Documents.ReadDocumentsAsync(Kind)).Should()
            .Equal(document with { Version = 2, Body = "[]", UpdatedBy = null, UpdatedAt = Some.At(2) });
    }

    [Fact]
    public async Task A_write_replaces_only_the_version_that_was_read()
    {
        await WriteDocumentsAsync("a");

        (await Documents.WriteDocumentAsync(Document("a"))).Should().BeFalse("it is there already");
        (await Documents.WriteDocumentAsync(Document("a") with { Version = 2 })).Should().BeFalse("there is no such version yet");
        (await Documents.WriteDocumentAsync(Document("b") with { Version = 1 })).Should().BeFalse("it is not there");
        (await Documents.ReadDocumentsAsync(Kind)).Should().Equal(Document("a") with { Version = 1 });
    }

    [Fact]
    public async Task A_deletion_removes_only_the_version_that_was_read()
    {
        await WriteDocumentsAsync("a", "b");

        (await Documents.DeleteDocumentAsync(Kind, "a", 0)).Should().BeFalse();
        (await Documents.DeleteDocumentAsync(Kind, "a", 2)).Should().BeFalse();
        (await Documents.DeleteDocumentAsync("another", "a", 1)).Should().BeFalse();
        (await IdsAsync()).Should().Equal("a", "b");
        (await Documents.DeleteDocumentAsync(Kind, "a", 1)).Should().BeTrue();
        (await Documents.DeleteDocumentAsync(Kind, "a", 1)).Should().BeFalse();
        (await IdsAsync()).Should().Equal("b");
        (await Documents.WriteDocumentAsync(Document("a"))).Should().BeTrue("it can be written anew");
    }

    [Fact]
    public async Task Documents_of_different_kinds_are_separate_and_sorted_bytewise()
    {
        foreach (string id in (string[])["a b", "\U0001F600", "B", "\uFFFD", "a", "é"])
        {
            await WriteDocumentsAsync(id);
            await Documents.WriteDocumentAsync(Document("only") with { Kind = id });
        }

        (await IdsAsync()).Should().Equal("B", "a", "a b", "é", "\uFFFD", "\U0001F600");
        (await Documents.ListDocumentKindsAsync()).Should().Equal("B", "a", "a b", Kind, "é", "\uFFFD", "\U0001F600");
        (await Documents.ReadDocumentsAsync("B")).Should().ContainSingle();
        (await Documents.ReadDocumentsAsync("none")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_kind_without_documents_is_not_listed()
    {
        (await Documents.ListDocumentKindsAsync()).Should().BeEmpty();
        await WriteDocumentsAsync("a");
        await Documents.DeleteDocumentAsync(Kind, "a", 1);

        (await Documents.ListDocumentKindsAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task One_of_several_concurrent_writers_wins_each_version()
    {
        await WriteDocumentsAsync("a");

        int[] won = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            int wins = 0;
            for (int i = 0; i < 10; i++)
            {
                var read = (await Documents.ReadDocumentsAsync(Kind)).Single();
                int count = int.Parse(read.Body, CultureInfo.InvariantCulture);
                wins += await Documents.WriteDocumentAsync(read with { Body = (count + 1).ToString(CultureInfo.InvariantCulture) }) ? 1 : 0;
            }

            return wins;
        })));

        (await Documents.ReadDocumentsAsync(Kind)).Single().Should()
            .BeEquivalentTo(new { Version = 1L + won.Sum(), Body = won.Sum().ToString(CultureInfo.InvariantCulture) });
    }

    [Fact]
    public async Task One_of_several_concurrent_creators_of_a_document_wins()
    {
        bool[] won = await Task.WhenAll(Enumerable.Range(0, 6).Select(writer => Task.Run(async () =>
            await Documents.WriteDocumentAsync(Document("a", writer.ToString(CultureInfo.InvariantCulture))))));

        won.Should().ContainSingle(static one => one);
        (await Documents.ReadDocumentsAsync(Kind)).Single().Body.Should().Be(Array.IndexOf(won, true).ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Either_a_concurrent_write_or_a_deletion_wins()
    {
        for (int i = 0; i < 10; i++)
        {
            string id = i.ToString(CultureInfo.InvariantCulture);
            await WriteDocumentsAsync(id);

            bool[] won = await Task.WhenAll(
                Task.Run(async () => await Documents.WriteDocumentAsync(Document(id) with { Version = 1 })),
                Task.Run(async () => await Documents.DeleteDocumentAsync(Kind, id, 1)));

            won.Should().ContainSingle(static one => one);
            (await IdsAsync()).Contains(id).Should().Be(won[0]);
        }
    }

    [Fact]
    public async Task Invalid_documents_are_rejected_with_the_reason()
    {
        var text = new string('x', TeamDocument.MaxNameLength);
        await ShouldBeRefusedAsync(Document("a", "not JSON"), "*not JSON*");
        await ShouldBeRefusedAsync(Document("a", ""), "*not JSON*");
        await ShouldBeRefusedAsync(Document("a", $"\"{new string('é', TeamDocument.MaxBodyBytes / 2)}\""), "Body has 65538 bytes; at most 65536*");
        await ShouldBeRefusedAsync(Document(""), "Id has 0 characters*");
        await ShouldBeRefusedAsync(Document(text + "x"), "Id has 201 characters; it must have 1 to 200*");
        await ShouldBeRefusedAsync(Document("\uD800"), "Id*surrogate*");
        await ShouldBeRefusedAsync(Document("a") with { Kind = "" }, "Kind has*");
        await ShouldBeRefusedAsync(Document("a") with { UpdatedBy = text + "x" }, "UpdatedBy has 201*");
        await ShouldBeRefusedAsync(Document("a") with { Version = -1 }, "Version is -1*");
        (await IdsAsync()).Should().BeEmpty();

        await WriteDocumentsAsync(text);
        await Documents.WriteDocumentAsync(Document("a", $"\"{new string('x', TeamDocument.MaxBodyBytes - 2)}\""));
        (await IdsAsync()).Should().Equal("a", text);
    }

    [Fact]
    public async Task A_kind_can_have_a_thousand_documents()
    {
        await WriteDocumentsAsync([.. Enumerable.Range(0, ITeamDocumentStore.MaxDocuments).Select(static i => i.ToString("D4", CultureInfo.InvariantCulture))]);

        var adding = async () => await Documents.WriteDocumentAsync(Document("more"));
        (await adding.Should().ThrowAsync<ConversationStoreException>().WithMessage("*1000 documents of the kind \"test\"*Delete some*"))
            .Which.Fault.Should().Be(StoreFault.Refused);
        (await Documents.WriteDocumentAsync(Document("0007") with { Version = 1 })).Should().BeTrue("it is there already");
        (await Documents.WriteDocumentAsync(Document("more") with { Kind = "another" })).Should().BeTrue();
        await Documents.DeleteDocumentAsync(Kind, "0000", 1);
        (await Documents.WriteDocumentAsync(Document("more"))).Should().BeTrue();
    }

    private static TeamDocument Document(string id, string body = "0")
        => new() { Kind = Kind, Id = id, UpdatedAt = Some.At(1), UpdatedBy = "ada", Body = body };

    private async Task WriteDocumentsAsync(params string[] ids)
    {
        foreach (string id in ids)
        {
            (await Documents.WriteDocumentAsync(Document(id))).Should().BeTrue();
        }
    }

    private async Task<string[]> IdsAsync() => [.. (await Documents.ReadDocumentsAsync(Kind)).Select(static document => document.Id)];

    private async Task ShouldBeRefusedAsync(TeamDocument document, string message)
        => await FluentActions.Awaiting(async () => await Documents.WriteDocumentAsync(document)).Should()
            .ThrowAsync<ArgumentException>().WithMessage(message);
}
