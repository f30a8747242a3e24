namespace ConvLog;

/// <summary>What a model was asked for.</summary>
public enum ModelCallKind
{
    /// <summary>A language model's answer; the default.</summary>
    Chat,

    /// <summary>Vectors of texts or other values. In JSON: <c>embeddings</c>.</summary>
    Embeddings,

    /// <summary>An order of texts by how well they fit a query. In JSON: <c>reranking</c>.</summary>
    Reranking,

    /// <summary>The transcript of speech. In JSON: <c>speech_to_text</c>.</summary>
    SpeechToText,

    /// <summary>Speech. In JSON: <c>text_to_speech</c>.</summary>
    TextToSpeech,

    /// <summary>Images. In JSON: <c>image_generation</c>.</summary>
    ImageGeneration,
}
