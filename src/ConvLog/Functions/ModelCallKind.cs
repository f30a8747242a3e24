namespace ConvLog;

/// <summary>The kind of a model call.</summary>
public enum ModelCallKind
{
    /// <summary>An answer of a language model; the default.</summary>
    Chat,

    /// <summary>Embedding vectors of texts or other values. In JSON: <c>embeddings</c>.</summary>
    Embeddings,

    /// <summary>A ranking of texts by relevance to a query. In JSON: <c>reranking</c>.</summary>
    Reranking,

    /// <summary>A transcript of speech. In JSON: <c>speech_to_text</c>.</summary>
    SpeechToText,

    /// <summary>Synthesized speech. In JSON: <c>text_to_speech</c>.</summary>
    TextToSpeech,

    /// <summary>Images. In JSON: <c>image_generation</c>.</summary>
    ImageGeneration,
}
